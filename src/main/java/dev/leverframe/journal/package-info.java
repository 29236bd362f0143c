/** Where facts are kept: append, group commit, snapshot, replay. */
@NullMarked
package dev.leverframe.journal;

import org.jspecify.annotations.NullMarked;
