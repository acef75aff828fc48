package dev.tailrace.agent.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class LineSplitterPropertyTest {
  private record Cut(long offset, long next, List<Byte> bytes, boolean truncated) {}

  @Property
  void chunksDoNotChangeLines(
      @ForAll("text") byte[] text,
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 20) Integer> chunks,
      @ForAll @IntRange(min = 1, max = 12) int maxLine) {
    assertThat(split(text, chunks, maxLine)).isEqualTo(reference(text, maxLine));
  }

  @Provide
  Arbitrary<byte[]> text() {
    return Arbitraries.of((byte) '\n', (byte) '\r', (byte) 0, (byte) 'a', (byte) -1)
        .array(byte[].class)
        .ofMaxSize(60);
  }

  private static List<Cut> split(byte[] text, List<Integer> chunks, int maxLine) {
    List<Cut> lines = new ArrayList<>();
    LineSplitter splitter = new LineSplitter(maxLine, 0, -1);
    int at = 0;
    for (int size : chunks) {
      int to = Math.min(text.length, at + size);
      byte[] chunk = Arrays.copyOfRange(text, at, to);
      splitter.feed(chunk, chunk.length, line -> lines.add(cut(line)));
      at = to;
    }
    byte[] rest = Arrays.copyOfRange(text, at, text.length);
    splitter.feed(rest, rest.length, line -> lines.add(cut(line)));
    splitter.finish(line -> lines.add(cut(line)));
    return lines;
  }

  private static Cut cut(Line line) {
    return new Cut(line.offset(), line.next(), list(line.copy()), line.truncated());
  }

  private static List<Cut> reference(byte[] text, int maxLine) {
    List<Cut> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length) {
      int end = start;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      int next = Math.min(text.length, end + 1);
      int content = end > start && text[end - 1] == '\r' ? end - 1 : end;
      int kept = Math.min(content, start + maxLine);
      lines.add(new Cut(start, next, list(Arrays.copyOfRange(text, start, kept)), kept < content));
      start = next;
    }
    return lines;
  }

  private static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte b : bytes) {
      list.add(b);
    }
    return list;
  }
}
