package dev.tailrace.agent.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
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
  private record Cut(long offset, long next, List<Byte> bytes, Truncation truncation) {}

  @Property
  void chunksDoNotChangeLines(
      @ForAll("text") byte[] text,
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 20) Integer> chunks,
      @ForAll @IntRange(min = 1, max = 12) int maxLine,
      @ForAll boolean collapse) {
    LineSplitter splitter = new LineSplitter(maxLine, collapse, 0, -1);
    assertThat(split(text, chunks, splitter)).isEqualTo(reference(text, maxLine, collapse));
  }

  @Property
  void utf16HasTheSameLines(
      @ForAll("wide") String text,
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 20) Integer> chunks,
      @ForAll boolean collapse,
      @ForAll boolean bigEndian) {
    byte[] wide = text.getBytes(bigEndian ? UTF_16BE : UTF_16LE);
    WideSplitter splitter = new WideSplitter(20, collapse, bigEndian, 0, -1);

    assertThat(split(wide, chunks, splitter).stream().map(Cut::bytes).toList())
        .isEqualTo(reference(text.getBytes(UTF_8), 20, collapse).stream().map(Cut::bytes).toList());
  }

  @Provide
  Arbitrary<byte[]> text() {
    return Arbitraries.of(
            (byte) '\n', (byte) '\r', (byte) 0, (byte) '\t', (byte) 'a', (byte) 0x80, (byte) -1)
        .array(byte[].class)
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<String> wide() {
    return Arbitraries.of("\n", "\r", "a", "\u0a0a", "\u0d0d", "\ud83d\ude00", "\u00e9")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  private static List<Cut> split(byte[] text, List<Integer> chunks, Splitter splitter) {
    List<Cut> lines = new ArrayList<>();
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
    return new Cut(line.offset(), line.next(), list(line.copy()), line.truncation());
  }

  private static List<Cut> reference(byte[] text, int maxLine, boolean collapse) {
    List<Cut> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length) {
      int end = start;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      int next = Math.min(text.length, end + 1);
      byte[] line = content(Arrays.copyOfRange(text, start, end), collapse);
      Truncation truncation = line.length > maxLine ? Truncation.of(line, 0, line.length) : null;
      lines.add(new Cut(start, next, list(line), truncation));
      start = next;
    }
    return lines;
  }

  private static byte[] content(byte[] line, boolean collapse) {
    String text = new String(line, ISO_8859_1).replaceAll("\r+$", "");
    String kept = collapse ? text.substring(text.lastIndexOf('\r') + 1) : text;
    return kept.getBytes(ISO_8859_1);
  }

  private static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte b : bytes) {
      list.add(b);
    }
    return list;
  }
}
