package dev.tailrace.sinks.metrics;

import dev.tailrace.schemas.CiEventType;
import org.jspecify.annotations.Nullable;

/**
 * What a histogram observes, in seconds.
 *
 * @param attribute the attribute of the event that tells it
 * @param since where the attribute is missing, the time from this earlier event to the metric's own
 *     is taken; null if there is no such event
 */
record Measure(String attribute, @Nullable CiEventType since) {}
