package dev.tailrace.agent.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineSplitterTest {
  private final List<String> lines = new ArrayList<>();

  private void take(Line line) {
    String place = line.offset() + "-" + line.next() + (line.truncated() ? "!" : ":");
    lines.add(place + new String(line.copy(), ISO_8859_1));
  }

  private void feed(LineSplitter splitter, String text) {
    splitter.feed(text.getBytes(ISO_8859_1), text.length(), this::take);
  }

  @Test
  void namesEachLineByItsFirstByte() {
    feed(new LineSplitter(100, 0, -1), "a\nbb\n\nccc\n");

    assertThat(lines).containsExactly("0-2:a", "2-5:bb", "5-6:", "6-10:ccc");
  }

  @Test
  void givesTheSameLinesHoweverTheBytesAreCut() {
    String text = "one\r\n\r\n\ntwo\rthree\n\0\u00ff\nlong line of bytes\r\nend\r";
    LineSplitter whole = new LineSplitter(8, 40, -1);
    feed(whole, text);
    whole.finish(this::take);
    List<String> expected = List.copyOf(lines);

    for (int cut = 0; cut <= text.length(); cut++) {
      lines.clear();
      LineSplitter splitter = new LineSplitter(8, 40, -1);
      feed(splitter, text.substring(0, cut));
      feed(splitter, text.substring(cut));
      splitter.finish(this::take);

      assertThat(lines).as("cut at %d", cut).isEqualTo(expected);
    }
  }

  @Test
  void removesOneCarriageReturnBeforeTheLineFeed() {
    feed(new LineSplitter(100, 0, -1), "a\r\r\nb\rc\n");

    assertThat(lines).containsExactly("0-4:a\r", "4-8:b\rc");
  }

  @Test
  void keepsTheFirstBytesOfALongLineAndGoesOnBehindIt() {
    feed(new LineSplitter(4, 0, -1), "abcdefgh\nabcd\r\nabcd\nx\n");

    assertThat(lines).containsExactly("0-9!abcd", "9-15:abcd", "15-20:abcd", "20-22:x");
  }

  @Test
  void holdsNoMoreThanTheLimitOfAnEndlessLine() {
    LineSplitter splitter = new LineSplitter(1 << 20, 0, -1);
    byte[] chunk = new byte[64 << 10];
    for (int i = 0; i < 8 << 10; i++) {
      splitter.feed(chunk, chunk.length, this::take);
    }
    assertThat(lines).isEmpty();
    assertThat(splitter.position()).isEqualTo(512L << 20);

    splitter.feed(
        new byte[] {'\n'},
        1,
        line -> {
          assertThat(line.length()).isEqualTo(1 << 20);
          assertThat(line.truncated()).isTrue();
          assertThat(line.next()).isEqualTo((512L << 20) + 1);
        });
    assertThat(splitter.unfinished()).isFalse();
  }

  @Test
  void waitsForTheEndOfTheLastLine() {
    LineSplitter splitter = new LineSplitter(100, 0, -1);

    feed(splitter, "done\nnot yet");

    assertThat(lines).containsExactly("0-5:done");
    assertThat(splitter.lineStart()).isEqualTo(5);
    assertThat(splitter.unfinished()).isTrue();
  }

  @Test
  void theLateEndOfALineThatWasCutIsNotAnEmptyLine() {
    LineSplitter splitter = new LineSplitter(100, 0, -1);
    feed(splitter, "abc");
    splitter.finish(this::take);

    feed(splitter, "\r\n\nd\n");

    assertThat(lines).containsExactly("0-3:abc", "5-6:", "6-8:d");
  }

  @Test
  void knowsTheCutOfALineAcknowledgedBefore() {
    feed(new LineSplitter(100, 3, 3), "\nd\n");

    assertThat(lines).containsExactly("4-6:d");
  }

  @Test
  void whatFollowsACutBeginsALine() {
    LineSplitter splitter = new LineSplitter(100, 0, -1);
    feed(splitter, "abc");
    splitter.finish(this::take);

    feed(splitter, "def\n");

    assertThat(lines).containsExactly("0-3:abc", "3-7:def");
  }
}
