/**
 * Runs Kafka Streams topologies as components, and wires their stages so that no record ends one.
 */
package dev.tailrace.platform.streams;
