/** The service against a bare server: two processes, one load generator, rounds by turns. */
package dev.leverframe.load;
