/** Ordered tables of bytes on disk, behind a small interface, so that another engine fits. */
@NullMarked
package dev.leverframe.journal.store;

import org.jspecify.annotations.NullMarked;
