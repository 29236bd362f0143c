/** The demo: a client that replays recorded LLM answers, or mushrooms, through the service's HTTP interface. */
@NullMarked
package dev.leverframe.demo;

import org.jspecify.annotations.NullMarked;
