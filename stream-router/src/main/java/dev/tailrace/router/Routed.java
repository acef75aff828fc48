package dev.tailrace.router;

/**
 * Bytes on their way to a topic.
 *
 * @param topic the topic's name
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Routed(String topic, byte[] value) {}
