package dev.tailrace.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadingProgressTest {
  private final StringWriter err = new StringWriter();
  private long nanos;

  @Test
  void isDrawnOverAndOverOnATerminal() {
    ReadingProgress progress = progress(true);
    progress.event();
    assertThat(err.toString()).isEmpty();

    pass(Duration.ofMillis(200));
    progress.objectRead(1536);
    progress.event();
    progress.end();

    assertThat(err.toString())
        .isEqualTo(
            "\r[##########..........] objects 1 of 2, 1.5 KiB, events 1  "
                + "\r[##########..........] objects 1 of 2, 1.5 KiB, events 2  "
                + System.lineSeparator());
  }

  @Test
  void isALineNowAndThenElsewhere() {
    ReadingProgress progress = progress(false);
    progress.event();
    pass(Duration.ofSeconds(9));
    progress.event();
    assertThat(err.toString()).isEmpty();

    pass(Duration.ofSeconds(1));
    progress.event();
    progress.end();

    assertThat(err.toString()).isEqualTo("objects 0 of 2, 0 B, events 3" + System.lineSeparator());
  }

  private ReadingProgress progress(boolean terminal) {
    return new ReadingProgress(new PrintWriter(err), terminal, () -> nanos, 2);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }
}
