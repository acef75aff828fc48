package dev.tailrace.app.dlq;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tailrace.schemas.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record without value in {@code logs.dlq} which says that a letter's original was sent round
 * again. It is written in the transaction that sends the original, and expires with the letters.
 */
final class RedriveMarker {
  private static final String HEADER = "tailrace.redriven";

  private RedriveMarker() {}

  static ProducerRecord<byte[], byte[]> record(LetterId id) {
    byte[] nothing = null;
    return new ProducerRecord<>(
        Topics.DEAD_LETTERS.name(),
        id.partition(),
        nothing,
        nothing,
        List.of(new RecordHeader(HEADER, id.toString().getBytes(US_ASCII))));
  }

  /** The letter that a record marks, if it is a marker. */
  static Optional<LetterId> of(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(HEADER);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(LetterId.parse(new String(header.value(), US_ASCII)));
  }
}
