package dev.tailrace.platform.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.DeadLetterJson;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final Instant NOW = Instant.parse("2024-01-15T10:36:00Z");
  private static final Instant OBSERVED = NOW.minusSeconds(5);

  private final DeadLetters letters = new DeadLetters("parser", Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void tellsEverythingThatIsKnown() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(TailraceHeaders.OFFSET, TailraceHeaders.number(7));
    headers.add(TailraceHeaders.ATTRIBUTES, "{}".getBytes(UTF_8));
    byte[] end = TailraceHeaders.number(9);
    headers.add(TailraceHeaders.END, end);
    headers.add("authorization", "of a shipper's own".getBytes(UTF_8));
    Record<String, byte[]> record =
        new Record<>("key", new byte[] {1}, OBSERVED.toEpochMilli(), headers);

    DeadLetter letter =
        letters.letter(
            record,
            record.value(),
            new Origin("logs.raw", 2, 3),
            new Outcome.Failed<>("no", new IllegalStateException()));

    assertThat(letter)
        .usingRecursiveComparison()
        .isEqualTo(
            new DeadLetter(
                "parser",
                "no",
                "java.lang.IllegalStateException",
                NOW,
                "logs.raw",
                2,
                3,
                "key",
                7,
                "{}",
                new byte[] {1},
                0,
                OBSERVED,
                Map.of(TailraceHeaders.END, end)));
  }

  @Test
  void alwaysFitsInARecord() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(TailraceHeaders.ATTRIBUTES, new byte[1 << 20]);
    byte[] value = new byte[Topics.MAX_RECORD_BYTES];
    Record<String, byte[]> record = new Record<>("\u0000".repeat(1 << 20), value, 0, headers);

    DeadLetter letter =
        letters.letter(record, value, Origin.NONE, new Outcome.Failed<>("no", null));

    assertThat(RecordSize.fits(DeadLetters.key(record), DeadLetterJson.write(letter))).isTrue();
    assertThat(letter.reason()).contains("8388608 bytes is cut to 5242880");
    assertThat(letter.topic()).isNull();
    assertThat(letter.sourceOffset()).isEqualTo(-1);
  }
}
