package dev.tailrace.agent;

import dev.tailrace.agent.kafka.BatchProducer;
import dev.tailrace.agent.kafka.OwnHeaders;
import dev.tailrace.agent.kafka.RecordFrame;
import dev.tailrace.agent.kafka.RefusedRecord;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the broker refuses to {@code logs.dlq}: whole, and if that is refused too, its start.
 */
final class DeadLetterOffice {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterOffice.class);
  private static final OwnHeaders NO_HEADERS = new OwnHeaders();
  private static final String SHORTENED = "tailrace.shortened";
  private static final int START = 16 << 10;

  private final BatchProducer<Spans> producer;
  private final AgentMetrics metrics;
  private final Deque<RefusedRecord> refused;

  /**
   * @param refused what the producer finds to be refused
   */
  DeadLetterOffice(
      BatchProducer<Spans> producer, Deque<RefusedRecord> refused, AgentMetrics metrics) {
    this.producer = producer;
    this.refused = refused;
    this.metrics = metrics;
  }

  /** Whether something is refused and there is nowhere to put it. */
  boolean homeless() {
    return !refused.isEmpty() && producer.partitions(Topics.DEAD_LETTERS.name()) == 0;
  }

  /** Sends the letters that are to be written. */
  void deliver() {
    while (!refused.isEmpty() && !homeless()) {
      deliver(refused.remove());
    }
  }

  private void deliver(RefusedRecord refused) {
    if (refused.topic().equals(Topics.RAW.name())) {
      line(refused);
    } else {
      refused.release().run();
      if (refused.record().headers().length == 0) {
        shortened(refused);
      } else {
        lost(refused);
      }
    }
  }

  /** The line's partition goes on when the letter is durable. */
  private void line(RefusedRecord refused) {
    Record record = refused.record();
    metrics.deadLetters.inc();
    LOG.atWarn()
        .addKeyValue("source", Utils.utf8(record.key()))
        .addKeyValue("bytes", record.valueSize())
        .addKeyValue("reason", refused.reason())
        .log("the broker refuses a line; it goes to logs.dlq");
    send(letter(record, refused.reason()), record, NO_HEADERS)
        .add(
            () -> {
              refused.release().run();
              refused.settle().run();
            });
  }

  private void shortened(RefusedRecord refused) {
    DeadLetter whole = DeadLetterJson.read(Utils.toArray(refused.record().value()));
    DeadLetter start = whole.shortened(START);
    OwnHeaders mark = new OwnHeaders().text(SHORTENED, "true");
    send(start, refused.record(), mark).add(refused.settle());
  }

  private void lost(RefusedRecord refused) {
    metrics.dropped.labels("refused").inc();
    LOG.atError()
        .addKeyValue("source", Utils.utf8(refused.record().key()))
        .addKeyValue("reason", refused.reason())
        .log("logs.dlq refuses even the start of a line; it is lost");
    refused.settle().run();
  }

  private Spans send(DeadLetter letter, Record of, OwnHeaders headers) {
    byte[] value = DeadLetterJson.write(letter);
    RecordFrame frame = new RecordFrame(Utils.toArray(of.key()), List.of());
    return producer.append(
        Topics.DEAD_LETTERS.name(),
        frame,
        headers,
        System.currentTimeMillis(),
        value,
        0,
        value.length);
  }

  private static DeadLetter letter(Record record, String reason) {
    Headers headers = new RecordHeaders(record.headers());
    return new DeadLetter(
        "agent",
        "the broker takes no record of " + record.valueSize() + " bytes: " + reason,
        RecordTooLargeException.class.getName(),
        Instant.now(),
        null,
        -1,
        -1,
        Utils.utf8(record.key()),
        TailraceHeaders.number(headers, TailraceHeaders.OFFSET).orElse(-1),
        TailraceHeaders.text(headers, TailraceHeaders.ATTRIBUTES).orElse(null),
        Utils.toArray(record.value()),
        0,
        null,
        Map.of());
  }
}
