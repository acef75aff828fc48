package dev.tailrace.sinks.livetail;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a line is what a query asks for. */
final class TailFilter implements Predicate<TailLine> {
  private final TailQuery query;

  TailFilter(TailQuery query) {
    this.query = query;
  }

  @Override
  public boolean test(TailLine line) {
    return (query.level() == null || line.level().isAtLeast(query.level()))
        && same(query.repository(), line.repository())
        && same(query.runId(), line.runId())
        && same(query.jobId(), line.jobId())
        && (query.text() == null || contains(line.message(), query.text()));
  }

  private static boolean same(@Nullable String wanted, @Nullable String found) {
    return wanted == null || wanted.equals(found);
  }

  private static boolean contains(String message, String text) {
    int last = message.length() - text.length();
    for (int at = 0; at <= last; at++) {
      if (message.regionMatches(true, at, text, 0, text.length())) {
        return true;
      }
    }
    return false;
  }
}
