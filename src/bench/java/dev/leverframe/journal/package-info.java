/** What it costs to keep facts: one process, and the processor time of each of its threads. */
package dev.leverframe.journal;
