package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;

/**
 * What happens if an arm serves a step.
 *
 * @param reward what the service is to record, in [0, 1]
 * @param expected the mean of that reward over what chance may still decide, in [0, 1]; equal to it where nothing is left
 *     to chance
 * @param usd price of the answer, US dollars, 0 or more
 * @param report the body that reports it, without the decision's id
 */
record ArmOutcome(double reward, double expected, double usd, JsonObject report) {}
