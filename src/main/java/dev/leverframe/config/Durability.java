package dev.leverframe.config;

import dev.leverframe.model.Worded;

/** What an acknowledged outcome survives. */
public enum Durability implements Worded {
    /** Nothing is kept when the process ends. */
    NONE,
    /** The death of the process. What the operating system has not yet written is lost with the machine's power. */
    PROCESS,
    /** The loss of power: acknowledged after the disk has it. */
    DISK;
}
