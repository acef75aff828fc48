/** Runs a Kafka Streams topology as a component. */
package dev.tailrace.platform.streams;
