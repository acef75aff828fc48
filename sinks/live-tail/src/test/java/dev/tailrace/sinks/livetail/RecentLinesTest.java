package dev.tailrace.sinks.livetail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentLinesTest {
  private final RecentLines recent = new RecentLines(3, 10_000);

  @Test
  void keepsTheLastLines() {
    for (int i = 0; i < 5; i++) {
      recent.add(Lines.line(i));
    }

    assertThat(recent.last(10, line -> true))
        .extracting(TailLine::message)
        .containsExactly("line 2", "line 3", "line 4");
  }

  @Test
  void countsOnlyLinesThatMatch() {
    for (int i = 0; i < 3; i++) {
      recent.add(Lines.line(i));
    }

    assertThat(recent.last(1, line -> !line.message().endsWith("2")))
        .extracting(TailLine::message)
        .containsExactly("line 1");
  }

  @Test
  void keepsFewerIfTheyAreLong() {
    RecentLines small = new RecentLines(100, 2L * Lines.line(0).frame().length);
    for (int i = 0; i < 5; i++) {
      small.add(Lines.line(i));
    }

    assertThat(small.last(10, line -> true)).hasSize(2);
  }

  @Test
  void goesOnAfterALineThatIsStillKept() {
    for (int i = 0; i < 3; i++) {
      recent.add(Lines.line(i));
    }

    assertThat(recent.after(Lines.line(1).eventId(), line -> true))
        .extracting(TailLine::message)
        .containsExactly("line 2");
    assertThat(recent.after("gone", line -> true)).isNull();
  }
}
