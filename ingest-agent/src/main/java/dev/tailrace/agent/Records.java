package dev.tailrace.agent;

import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Makes Kafka records of lines. */
final class Records {
  private static final byte[] TRUNCATED = "truncated".getBytes(StandardCharsets.UTF_8);
  private static final int SHORTENED = 16 << 10;

  /** The line as {@code logs.raw} has it: the bytes as they were read. */
  ProducerRecord<byte[], byte[]> raw(PendingLine line) {
    SourceState source = line.source();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.RAW.name(), null, line.observed(), source.idBytes(), line.bytes());
    record.headers().add(TailraceHeaders.OFFSET, TailraceHeaders.number(line.offset()));
    record.headers().add(TailraceHeaders.ATTRIBUTES, source.attributesJson());
    if (line.truncated()) {
      record.headers().add(TailraceHeaders.TAGS, TRUNCATED);
    }
    return record;
  }

  /** The line as {@code logs.dlq} has it. */
  ProducerRecord<byte[], byte[]> letter(PendingLine line, boolean shortened) {
    byte[] original = line.bytes();
    String size = original.length + " bytes";
    DeadLetter letter =
        new DeadLetter(
            "agent",
            "the broker takes no record of " + size + (shortened ? "; only its start is here" : ""),
            RecordTooLargeException.class.getName(),
            Instant.now(),
            null,
            -1,
            -1,
            line.source().id(),
            line.offset(),
            new String(line.source().attributesJson(), StandardCharsets.UTF_8),
            shortened ? Arrays.copyOf(original, Math.min(SHORTENED, original.length)) : original,
            0);
    return new ProducerRecord<>(
        Topics.DEAD_LETTERS.name(), line.source().idBytes(), DeadLetterJson.write(letter));
  }
}
