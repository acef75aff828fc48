package dev.tailrace.app.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Which letters can be sent round again, and as what. */
final class Redrive {
  private static final Set<String> TOPICS =
      Set.of(Topics.RAW.name(), Topics.PARSED.name(), Topics.ENRICHED.name());

  /** What follows the reason of a letter whose original is not whole. */
  private static final Set<String> CUT = Set.of(" is cut to ", "only its start is here");

  private final int maxLoops;
  private final boolean again;

  /**
   * @param maxLoops how often one line may go round
   * @param again whether to send what was sent already
   */
  Redrive(int maxLoops, boolean again) {
    this.maxLoops = maxLoops;
    this.again = again;
  }

  /** Why a letter cannot be sent round; empty if it can. */
  Optional<String> refusal(StoredLetter stored) {
    DeadLetter letter = stored.letter();
    if (stored.redriven() && !again) {
      return Optional.of("was redriven before; --again does it nevertheless");
    }
    if (letter.topic() == null || !TOPICS.contains(letter.topic())) {
      return Optional.of("a line that comes from no topic of the pipeline cannot go round");
    }
    if (letter.stage().equals("router-ci-events")) {
      return Optional.of("its line was stored; only what it reports is wrong");
    }
    if (CUT.stream().anyMatch(letter.reason()::contains)) {
      return Optional.of("only the start of the original is left");
    }
    return letter.loops() >= maxLoops
        ? Optional.of("went round " + letter.loops() + " times; --max-loops allows no more")
        : Optional.empty();
  }

  /** The original, for the topic and the partition it came from, with what was said of it. */
  static ProducerRecord<byte[], byte[]> record(StoredLetter stored) {
    DeadLetter letter = stored.letter();
    String key = letter.key();
    Instant time = requireNonNullElse(letter.observedTimestamp(), letter.failedAt());
    return new ProducerRecord<>(
        letter.topic(),
        letter.partition() < 0 ? null : letter.partition(),
        time.toEpochMilli(),
        key == null ? null : key.getBytes(UTF_8),
        letter.original(),
        headers(stored));
  }

  private static Headers headers(StoredLetter stored) {
    DeadLetter letter = stored.letter();
    Headers headers = new RecordHeaders();
    if (letter.sourceOffset() >= 0) {
      headers.add(TailraceHeaders.OFFSET, TailraceHeaders.number(letter.sourceOffset()));
    }
    String attributes = letter.attributes();
    if (attributes != null) {
      headers.add(TailraceHeaders.ATTRIBUTES, attributes.getBytes(UTF_8));
    }
    letter.headers().forEach(headers::add);
    // The parser takes what went round though it is old.
    return headers.add(TailraceHeaders.LOOPS, TailraceHeaders.number(letter.loops() + 1L));
  }
}
