/** Kafka clients, topics and client metrics. */
package dev.tailrace.platform.kafka;
