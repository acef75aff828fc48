/**
 * The agent: follows files and standard input and publishes every line to {@code logs.raw}, named
 * by its source and the byte where it begins.
 *
 * <p>One thread, {@code Follower}, discovers, reads, sends and saves, so nothing here needs a lock.
 * A line is sent at least once: the checkpoint moves only after Kafka's acknowledgement. What must
 * be the same after a crash is written ahead: a source's id before its first line is sent, and the
 * place where an unfinished line is cut before the cut line is sent.
 */
package dev.tailrace.agent;
