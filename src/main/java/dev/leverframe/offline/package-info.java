/** Commands that work on the files of the journal: export, import, replay, audit. */
@NullMarked
package dev.leverframe.offline;

import org.jspecify.annotations.NullMarked;
