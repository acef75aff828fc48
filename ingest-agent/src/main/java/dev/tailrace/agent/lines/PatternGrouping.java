package dev.tailrace.agent.lines;

import com.google.re2j.Pattern;
import java.util.Arrays;

/** Lines that belong together by a pattern that is in the first, the last, or all but the first. */
final class PatternGrouping implements Grouping {
  private final Pattern pattern;
  private final MultilineConfig.Kind kind;
  private boolean complete;

  PatternGrouping(Pattern pattern, MultilineConfig.Kind kind) {
    this.pattern = pattern;
    this.kind = kind;
  }

  @Override
  public boolean begins(byte[] buffer, int from, int to) {
    complete = kind == MultilineConfig.Kind.END && has(buffer, from, to);
    // Lines before the first that begins an event have nothing to belong to.
    return kind != MultilineConfig.Kind.START || has(buffer, from, to);
  }

  @Override
  public boolean continues(byte[] buffer, int from, int to) {
    return switch (kind) {
      case START -> !has(buffer, from, to);
      case CONTINUE -> has(buffer, from, to);
      case END -> {
        complete = has(buffer, from, to);
        yield true;
      }
    };
  }

  @Override
  public boolean complete() {
    return complete;
  }

  private boolean has(byte[] buffer, int from, int to) {
    return pattern.matcher(Arrays.copyOfRange(buffer, from, to)).find();
  }
}
