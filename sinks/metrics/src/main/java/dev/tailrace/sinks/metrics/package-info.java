/** Derived metrics: CI events counted exactly, in Kafka Streams state, and served to Prometheus. */
package dev.tailrace.sinks.metrics;
