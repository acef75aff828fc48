package dev.tailrace.platform.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.TailraceHeaders;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RawRedactionTest {
  private static final byte[] SECRET = "a\nhttps://ci:hunter2x9@git.acme.test/\nb".getBytes(UTF_8);

  private final RawRedaction redaction =
      RawRedaction.of(RedactionConfig.defaults(), RedactionListener.NONE);

  @Test
  void redactsWhatNoAgentSent() {
    Headers forged = new RecordHeaders().add(TailraceHeaders.OFFSET, TailraceHeaders.number(1));

    for (Headers headers : List.of(new RecordHeaders(), forged)) {
      assertThat(new String(redaction.redact(headers, SECRET), UTF_8))
          .isEqualTo("a\nhttps://ci:[REDACTED:url-password]@git.acme.test/\nb");
    }
  }

  @Test
  void leavesAnAgentsRecordsAlone() {
    Headers headers =
        new RecordHeaders()
            .add(TailraceHeaders.OFFSET, TailraceHeaders.number(1))
            .add(TailraceHeaders.ATTRIBUTES, new byte[0]);

    assertThat(redaction.redact(headers, SECRET)).isSameAs(SECRET);
  }

  @Test
  void givesTheSameArrayIfThereIsNothing() {
    byte[] plain = "a password is needed\nfor this".getBytes(UTF_8);

    assertThat(redaction.redact(new RecordHeaders(), plain)).isSameAs(plain);
  }

  @Test
  void remembersNothingOfOtherRecords() {
    redaction.redact("::add-mask::swordfish".getBytes(UTF_8));
    redaction.redact("-----BEGIN PRIVATE KEY-----".getBytes(UTF_8));

    byte[] line = "swordfish".getBytes(UTF_8);
    assertThat(redaction.redact(line)).isSameAs(line);
  }

  @Test
  void canBeTurnedOff() {
    RawRedaction off =
        RawRedaction.of(
            new RedactionConfig(false, List.of(), List.of(), List.of()), RedactionListener.NONE);

    assertThat(off.redact(SECRET)).isSameAs(SECRET);
  }
}
