package dev.tailrace.platform.streams;

import dev.tailrace.schemas.DeadLetter;
import org.apache.kafka.streams.kstream.KStream;

/**
 * The two streams that leave a stage.
 *
 * @param values what the stage made
 * @param failures a letter for each record of which it could make nothing
 */
public record StageStreams<R>(KStream<String, R> values, KStream<String, DeadLetter> failures) {}
