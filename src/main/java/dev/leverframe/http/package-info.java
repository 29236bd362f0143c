/**
 * The data plane. One verticle per event loop parses, validates, gathers what one turn brought into one message a domain, and
 * writes the answers. It knows no policy and reaches state only over the event bus.
 */
@NullMarked
package dev.leverframe.http;

import org.jspecify.annotations.NullMarked;
