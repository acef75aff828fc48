package dev.tailrace.sinks.metrics;

import java.util.List;

/**
 * One movement of a metric.
 *
 * @param metric which
 * @param labels the values of its labels
 * @param value seconds for a histogram, 1 for a counter
 */
record Observation(MetricDefinition metric, List<String> labels, double value) {}
