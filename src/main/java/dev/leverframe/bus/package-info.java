/**
 * The event bus: addresses, messages, the codec that passes them by reference, and the JSON of the contract. Both planes
 * and the bandits speak through this package and know nothing else of each other.
 */
@NullMarked
package dev.leverframe.bus;

import org.jspecify.annotations.NullMarked;
