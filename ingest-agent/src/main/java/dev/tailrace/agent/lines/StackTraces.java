package dev.tailrace.agent.lines;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stack traces of some languages. Other lines are not held back, and JSON is left alone: what
 * writes it escapes its line ends.
 */
final class StackTraces implements Grouping {
  private final List<TraceRules> languages = new ArrayList<>();
  private final TextView text = new TextView();
  private @Nullable TraceRules language;
  private int state;

  StackTraces(List<MultilineConfig.Language> languages) {
    for (MultilineConfig.Language each : languages) {
      this.languages.add(
          switch (each) {
            case JAVA -> new JavaTrace();
            case PYTHON -> new PythonTrace();
            case GO -> new GoTrace();
          });
    }
  }

  @Override
  public boolean begins(byte[] buffer, int from, int to) {
    text.of(buffer, from, to);
    if (text.isEmpty() || text.first() == '{') {
      return false;
    }
    for (TraceRules each : languages) {
      state = each.start(text);
      if (state != TraceRules.NO) {
        language = each;
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean continues(byte[] buffer, int from, int to) {
    text.of(buffer, from, to);
    if (language != null) {
      state = language.next(state, text);
    }
    return state != TraceRules.NO;
  }

  /** Only the line behind a stack trace tells that it has ended. */
  @Override
  public boolean complete() {
    return false;
  }
}
