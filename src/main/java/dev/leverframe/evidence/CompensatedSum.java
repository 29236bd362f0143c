package dev.leverframe.evidence;

/**
 * A running sum that keeps what each addition rounded away (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur
 * Summation endlicher Summen", 1974). A week at a thousand decisions a second is 6e8 terms; a plain sum of as many
 * loses digits that a ledger shows.
 */
public final class CompensatedSum {
    private double sum;
    private double lost;

    /** Adds a finite term. */
    public void add(double term) {
        double next = sum + term;
        lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
        sum = next;
    }

    /** The sum, and what it has lost: what {@link #restore} reads. */
    public double[] toArray() {
        return new double[] {sum, lost};
    }

    /** Takes over another sum, bit for bit. */
    public void restore(double... kept) {
        sum = kept[0];
        lost = kept[1];
    }

    /** The sum of all terms; 0 before the first. */
    public double value() {
        return sum + lost;
    }
}
