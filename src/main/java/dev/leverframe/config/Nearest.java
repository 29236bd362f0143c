package dev.leverframe.config;

import java.util.Collection;

/**
 * The known word that was most likely meant.
 *
 * <p>Distance is the number of letters inserted, dropped, replaced or swapped with their neighbour (Damerau, "A
 * technique for computer detection and correction of spelling errors", 1964; each letter is edited at most once). For
 * a dotted name its last part counts too, one step farther away: {@code port} finds {@code http.port}. A prefix too much
 * is one step.
 */
final class Nearest {
    /** A longer word is compared by its beginning, so that a hostile one costs no time. */
    private static final int COMPARED_CHARS_MAX = 64;

    private Nearest() {}

    /** The end of a sentence: {@code , did you mean 'http.port'?}; empty where nothing is known. */
    static String hint(String given, Collection<String> known) {
        String cut = given.substring(0, Math.min(given.length(), COMPARED_CHARS_MAX));
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = score(cut, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : ", did you mean " + OneLine.quoted(nearest) + "?";
    }

    private static int score(String given, String candidate) {
        if (given.endsWith("_" + candidate)) {
            return 1;
        }
        String tail = candidate.substring(candidate.lastIndexOf('.') + 1);
        return Math.min(distance(given, candidate), 1 + distance(given, tail));
    }

    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (swapped(a, i, b, j)) {
                    row[j] = Math.min(row[j], 1 + beforeLast[j - 2]);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    private static boolean swapped(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
