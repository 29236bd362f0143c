package dev.leverframe.http;

import org.jspecify.annotations.Nullable;

/**
 * Room for so many commands at a time, as a part of a larger room. An empty room takes whatever comes at once, so that a batch
 * larger than the room is served when there is time for it. Belongs to one event loop; others may look how full it is.
 */
final class Room {
    private final Shed cause;
    private final int max;
    private final @Nullable Room around;
    private int taken;

    /**
     * @param cause what it is where commands are shed for want of this room
     * @param max commands, at least 1
     * @param around the room that this one is part of, or null
     */
    Room(Shed cause, int max, @Nullable Room around) {
        this.cause = cause;
        this.max = max;
        this.around = around;
    }

    /** Why so many more commands are not taken, or null where they are. */
    @Nullable
    Shed lacks(int more) {
        if (taken > 0 && more > max - taken) {
            return cause;
        }
        return around == null ? null : around.lacks(more);
    }

    void enter() {
        taken++;
        if (around != null) {
            around.enter();
        }
    }

    void leave() {
        taken--;
        if (around != null) {
            around.leave();
        }
    }

    /** Commands in it, those of its parts among them. */
    int taken() {
        return taken;
    }
}
