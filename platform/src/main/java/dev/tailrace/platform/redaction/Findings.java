package dev.tailrace.platform.redaction;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The secrets found in a line. */
final class Findings {
  private static final String OPENING = "[REDACTED:";
  private static final byte[] OPENING_BYTES = Bytes.ascii(OPENING);

  private record Finding(int start, int end, int order, String rule) {}

  private final byte[] line;
  private final Set<String> known;
  private final List<Finding> found = new ArrayList<>();

  /**
   * @param known the rules whose tags may stand in a line already
   */
  Findings(byte[] line, Set<String> known) {
    this.line = line;
    this.known = known;
  }

  /** Where a tag ends that begins here, or -1. */
  private int tagEnd(int at) {
    int id = at + OPENING_BYTES.length;
    int end = id;
    while (end < line.length && end - id <= 40 && line[end] != ']') {
      end++;
    }
    return end < line.length && known.contains(Bytes.text(line, id, end)) ? end + 1 : -1;
  }

  /**
   * Adds a range of the line.
   *
   * @param order of the rule: the least one names what several found
   */
  void add(int start, int end, int order, String rule) {
    if (end > start) {
      int from = Escaping.snapStart(line, start);
      found.add(new Finding(from, Math.max(from + 1, Escaping.snapEnd(line, end)), order, rule));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** The line with a tag in the place of each secret; the same line if there is none. */
  byte[] apply(Consumer<String> counter) {
    dropTagged();
    if (found.isEmpty()) {
      return line;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(line.length + 64);
    int written = 0;
    for (Finding finding : merged()) {
      out.write(line, written, finding.start - written);
      out.writeBytes(Bytes.ascii(OPENING + finding.rule + "]"));
      counter.accept(finding.rule);
      written = finding.end;
    }
    out.write(line, written, line.length - written);
    return out.toByteArray();
  }

  /** What touches a tag was redacted before. */
  private void dropTagged() {
    NavigableMap<Integer, Integer> tags = new TreeMap<>();
    int at = found.isEmpty() ? -1 : Bytes.indexOf(line, OPENING_BYTES, 0, line.length);
    while (at >= 0) {
      int end = tagEnd(at);
      if (end > 0) {
        tags.put(at, end);
      }
      at = Bytes.indexOf(line, OPENING_BYTES, at + 1, line.length);
    }
    found.removeIf(
        finding -> {
          Map.Entry<Integer, Integer> tag = tags.floorEntry(finding.end - 1);
          return tag != null && tag.getValue() > finding.start;
        });
  }

  private List<Finding> merged() {
    found.sort(Comparator.comparingInt(Finding::start));
    List<Finding> merged = new ArrayList<>();
    Finding last = found.get(0);
    for (Finding next : found.subList(1, found.size())) {
      if (next.start < last.end) {
        Finding named = next.order < last.order ? next : last;
        last = new Finding(last.start, Math.max(last.end, next.end), named.order, named.rule);
      } else {
        merged.add(last);
        last = next;
      }
    }
    merged.add(last);
    return merged;
  }
}
