package dev.tailrace.agent.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineSplitterTest {
  private final List<String> lines = new ArrayList<>();
  private int limit = Integer.MAX_VALUE >> 1;

  private void take(Line line) {
    String place = line.offset() + "-" + line.next() + (line.truncated() ? "!" : ":");
    lines.add(place + new String(line.limited(limit).copy(), ISO_8859_1));
  }

  private void feed(LineSplitter splitter, String text) {
    splitter.feed(text.getBytes(ISO_8859_1), text.length(), this::take);
  }

  @Test
  void namesEachLineByItsFirstByte() {
    feed(new LineSplitter(100, true, 0, -1), "a\nbb\n\nccc\n");

    assertThat(lines).containsExactly("0-2:a", "2-5:bb", "5-6:", "6-10:ccc");
  }

  @Test
  void givesTheSameLinesHoweverTheBytesAreCut() {
    String text = "one\r\n\r\n\ntwo\rthree\n\0\u00ff\nlong line of bytes\r\nend\r";
    LineSplitter whole = new LineSplitter(8, true, 40, -1);
    feed(whole, text);
    whole.finish(this::take);
    List<String> expected = List.copyOf(lines);

    for (int cut = 0; cut <= text.length(); cut++) {
      lines.clear();
      LineSplitter splitter = new LineSplitter(8, true, 40, -1);
      feed(splitter, text.substring(0, cut));
      feed(splitter, text.substring(cut));
      splitter.finish(this::take);

      assertThat(lines).as("cut at %d", cut).isEqualTo(expected);
    }
  }

  @Test
  void carriageReturnsBeforeTheLineFeedBelongToTheEnd() {
    feed(new LineSplitter(100, false, 0, -1), "a\r\nb\r\r\nc\r\n\r\n");

    assertThat(lines).containsExactly("0-3:a", "3-7:b", "7-10:c", "10-12:");
  }

  @Test
  void keepsTheLastStateOfAProgressBarThatIsNotEmpty() {
    feed(new LineSplitter(100, true, 0, -1), "10%\r50%\r100%\n10%\r20%\r\n\r\rx\r\r\n");

    assertThat(lines).containsExactly("0-13:100%", "13-22:20%", "22-28:x");
  }

  @Test
  void keepsTheTimeThatAProgressBarBeginsWith() {
    String time = "2024-01-15T10:35:22.1234567Z ";
    for (int cut = 0; cut < 60; cut++) {
      lines.clear();
      LineSplitter splitter = new LineSplitter(100, true, 0, -1);
      String text = time + "\r5%\r50%\r\r100%\r\n" + time + "x\n";
      feed(splitter, text.substring(0, cut));
      feed(splitter, text.substring(cut));

      assertThat(lines).containsExactly("0-44:" + time + "100%", "44-75:" + time + "x");
    }
  }

  @Test
  void keepsProgressBarsWholeWhereThatIsWanted() {
    feed(new LineSplitter(100, false, 0, -1), "10%\r50%\r\n\rx\n");

    assertThat(lines).containsExactly("0-9:10%\r50%", "9-12:\rx");
  }

  @Test
  void aProgressBarIsNeverTooLong() {
    LineSplitter splitter = new LineSplitter(16, true, 0, -1);
    String states = "downloading\r".repeat(1000);
    for (int i = 0; i < 1000; i++) {
      feed(splitter, states);
    }
    feed(splitter, "\n");

    assertThat(lines).containsExactly("0-12000001:downloading");
  }

  @Test
  void keepsTheFirstBytesOfALongLineAndGoesOnBehindIt() {
    limit = 4;
    feed(new LineSplitter(4, true, 0, -1), "abcdefgh\nabcd\r\nabcd\nx\n");

    assertThat(lines).containsExactly("0-9!abcd", "9-15:abcd", "15-20:abcd", "20-22:x");
  }

  @Test
  void saysHowLongALongLineWasAndItsHash() {
    List<Truncation> truncations = new ArrayList<>();
    byte[] part = "x".repeat(4000).getBytes(ISO_8859_1);
    for (int parts = 1; parts <= 3; parts++) {
      LineSplitter splitter = new LineSplitter(1000, true, 0, -1);
      for (int i = 0; i < parts; i++) {
        splitter.feed(part, part.length, this::take);
      }
      splitter.feed(
          new byte[] {'\n'},
          1,
          line -> {
            truncations.add(line.truncation());
            assertThat(line.length()).isLessThanOrEqualTo(1000 + Line.LOOK_AHEAD);
            assertThat(line.limited(1000).length()).isEqualTo(1000);
          });
    }

    assertThat(truncations).containsExactly(truncation(4000), truncation(8000), truncation(12_000));
  }

  private static Truncation truncation(int length) {
    return Truncation.of("x".repeat(length).getBytes(ISO_8859_1), 0, length);
  }

  @Test
  void hashesWithSha256() {
    assertThat(Truncation.of(new byte[] {'a', 'b', 'c'}, 0, 3))
        .isEqualTo(
            new Truncation(3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }

  @Test
  void doesNotCutWithinACharacter() {
    Line line = Line.of(0, 9, "a\u20ac\ud83d\ude00".getBytes(UTF_8));

    assertThat(line.limited(3).length()).isEqualTo(1);
    assertThat(line.limited(4).length()).isEqualTo(4);
    assertThat(line.limited(7).length()).isEqualTo(4);
    assertThat(line.limited(8)).isSameAs(line);
    assertThat(line.limited(4).truncation().originalLength()).isEqualTo(8);
  }

  @Test
  void leavesOutAByteOrderMarkAtTheBeginning() {
    feed(new LineSplitter(100, true, 0, -1), "\u00ef\u00bb\u00bfa\n\u00ef\u00bb\u00bfb\n");

    assertThat(lines).containsExactly("0-5:a", "5-10:\u00ef\u00bb\u00bfb");
  }

  @Test
  void holdsNoMoreThanTheLimitOfAnEndlessLine() {
    LineSplitter splitter = new LineSplitter(1 << 20, true, 0, -1);
    byte[] chunk = new byte[64 << 10];
    for (int i = 0; i < 1 << 10; i++) {
      splitter.feed(chunk, chunk.length, this::take);
    }
    assertThat(lines).isEmpty();
    assertThat(splitter.position()).isEqualTo(64L << 20);

    splitter.feed(
        new byte[] {'\n'},
        1,
        line -> {
          assertThat(line.length()).isEqualTo((1 << 20) + Line.LOOK_AHEAD);
          assertThat(line.truncated()).isTrue();
          assertThat(line.next()).isEqualTo((64L << 20) + 1);
        });
    assertThat(splitter.unfinished()).isFalse();
  }

  @Test
  void waitsForTheEndOfTheLastLine() {
    LineSplitter splitter = new LineSplitter(100, true, 0, -1);

    feed(splitter, "done\nnot yet");

    assertThat(lines).containsExactly("0-5:done");
    assertThat(splitter.lineStart()).isEqualTo(5);
    assertThat(splitter.unfinished()).isTrue();
  }

  @Test
  void theLateEndOfALineThatWasCutIsNotAnEmptyLine() {
    LineSplitter splitter = new LineSplitter(100, true, 0, -1);
    feed(splitter, "abc");
    splitter.finish(this::take);

    feed(splitter, "\r\n\nd\n");

    assertThat(lines).containsExactly("0-3:abc", "5-6:", "6-8:d");
  }

  @Test
  void knowsTheCutOfALineAcknowledgedBefore() {
    feed(new LineSplitter(100, true, 3, 3), "\nd\n");

    assertThat(lines).containsExactly("4-6:d");
  }

  @Test
  void whatFollowsACutBeginsALine() {
    LineSplitter splitter = new LineSplitter(100, true, 0, -1);
    feed(splitter, "abc");
    splitter.finish(this::take);

    feed(splitter, "def\n");

    assertThat(lines).containsExactly("0-3:abc", "3-7:def");
  }
}
