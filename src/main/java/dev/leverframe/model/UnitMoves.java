package dev.leverframe.model;

import java.util.List;

/**
 * What a change of an experiment's allocation would move. All numbers are shares in [0, 1].
 *
 * @param units how many units it was counted on: residues of the hash where {@code exact}, else made-up keys
 * @param exact whether the shares are those of all units there could ever be, or of a sample of them
 * @param moved of the units that take part before and after, those that would get another variant
 * @param exposedFrom of all units, those that take part as it is now, once active; {@code exposedTo}: after the change
 * @param joining of all units, those that would begin to take part
 * @param leaving of all units, those that would no longer take part
 * @param moves by pair of variants, the largest first; together {@code moved}
 */
public record UnitMoves(
        long units,
        boolean exact,
        double moved,
        double exposedFrom,
        double exposedTo,
        double joining,
        double leaving,
        List<Move> moves) {
    public UnitMoves {
        moves = List.copyOf(moves);
    }

    /** From one variant to another. */
    public record Move(String from, String to, double share) {}
}
