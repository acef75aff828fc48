/**
 * Publishes records in batches that are encoded straight from the buffers they were read into.
 *
 * <p>Kafka's own producer makes some ten objects of each record and takes a lock for each, which is
 * half of what an agent costs. Here a record is copied once, behind the others of its partition.
 * What talks to the brokers is Kafka's own {@code NetworkClient}, with its connections, security,
 * versions and metadata; what is ours is the batch (message format v2, KIP-98) and the window of
 * idempotent batches in flight.
 *
 * <p>One thread calls everything.
 */
@NullMarked
package dev.tailrace.agent.kafka;

import org.jspecify.annotations.NullMarked;
