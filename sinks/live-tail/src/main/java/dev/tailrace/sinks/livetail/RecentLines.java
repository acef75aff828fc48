package dev.tailrace.sinks.livetail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last lines, bounded in number and in bytes. Not safe for several threads. */
final class RecentLines {
  private final int maxLines;
  private final long maxBytes;
  private final ArrayDeque<TailLine> lines = new ArrayDeque<>();
  private long bytes;

  RecentLines(int maxLines, long maxBytes) {
    this.maxLines = maxLines;
    this.maxBytes = maxBytes;
  }

  void add(TailLine line) {
    lines.addLast(line);
    bytes += line.frame().length;
    while (lines.size() > maxLines || bytes > maxBytes) {
      bytes -= lines.removeFirst().frame().length;
    }
  }

  /** The last lines that match, at most so many, oldest first. */
  List<TailLine> last(int count, Predicate<TailLine> filter) {
    ArrayDeque<TailLine> found = new ArrayDeque<>();
    Iterator<TailLine> newestFirst = lines.descendingIterator();
    while (newestFirst.hasNext() && found.size() < count) {
      TailLine line = newestFirst.next();
      if (filter.test(line)) {
        found.addFirst(line);
      }
    }
    return List.copyOf(found);
  }

  /** The lines after that one that match; null if that one is no longer kept. */
  @Nullable List<TailLine> after(String eventId, Predicate<TailLine> filter) {
    List<TailLine> found = null;
    for (TailLine line : lines) {
      if (found != null && filter.test(line)) {
        found.add(line);
      }
      if (Frames.withoutBreaks(line.eventId()).equals(eventId)) {
        found = new ArrayList<>();
      }
    }
    return found;
  }
}
