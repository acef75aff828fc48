package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.agent.lines.Frame;
import dev.tailrace.agent.lines.Truncation;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes Kafka records of lines. */
final class Records {
  private static final int SHORTENED = 16 << 10;

  /** The line as {@code logs.raw} has it: the bytes as they were read. */
  ProducerRecord<byte[], byte[]> raw(PendingLine line) {
    SourceState source = line.source();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.RAW.name(), null, line.observed(), source.idBytes(line.stream()), line.bytes());
    Headers headers = record.headers();
    headers.add(TailraceHeaders.OFFSET, TailraceHeaders.number(line.offset()));
    headers.add(TailraceHeaders.ATTRIBUTES, source.attributesJson(line.stream()));
    addTruncation(headers, line.truncation());
    addFrame(headers, line.frame());
    addTags(headers, line);
    return record;
  }

  private static void addTruncation(Headers headers, @Nullable Truncation truncation) {
    if (truncation != null) {
      headers.add(
          TailraceHeaders.ORIGINAL_LENGTH, TailraceHeaders.number(truncation.originalLength()));
      headers.add(TailraceHeaders.ORIGINAL_SHA256, truncation.sha256().getBytes(US_ASCII));
    }
  }

  private static void addFrame(Headers headers, @Nullable Frame frame) {
    if (frame != null && frame.time() != null) {
      headers.add(TailraceHeaders.TIMESTAMP, frame.time().getBytes(UTF_8));
    }
  }

  private static void addTags(Headers headers, PendingLine line) {
    List<String> tags = new ArrayList<>(2);
    if (line.truncation() != null) {
      tags.add("truncated");
    }
    if (line.frame() != null && line.frame().damaged()) {
      tags.add(Frame.DAMAGED_TAG);
    }
    if (!tags.isEmpty()) {
      headers.add(TailraceHeaders.TAGS, String.join(",", tags).getBytes(UTF_8));
    }
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
            new String(line.source().idBytes(line.stream()), UTF_8),
            line.offset(),
            new String(line.source().attributesJson(line.stream()), UTF_8),
            shortened ? Arrays.copyOf(original, Math.min(SHORTENED, original.length)) : original,
            0);
    return new ProducerRecord<>(
        Topics.DEAD_LETTERS.name(),
        line.source().idBytes(line.stream()),
        DeadLetterJson.write(letter));
  }
}
