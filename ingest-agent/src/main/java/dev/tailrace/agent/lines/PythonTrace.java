package dev.tailrace.agent.lines;

import static dev.tailrace.agent.lines.TextView.ascii;

/** Python, with the exceptions that led to an exception. */
final class PythonTrace implements TraceRules {
  private static final byte[] TRACEBACK = ascii("Traceback (most recent call last):");
  private static final byte[] DURING = ascii("During handling of the above exception");
  private static final byte[] CAUSE = ascii("The above exception was the direct cause");

  private static final int FRAMES = 1;
  private static final int AFTER_EXCEPTION = 2;
  private static final int BEFORE_REASON = 3;
  private static final int AFTER_REASON = 4;

  @Override
  public int start(TextView line) {
    return line.says(TRACEBACK) ? FRAMES : NO;
  }

  @Override
  public int next(int state, TextView line) {
    return switch (state) {
      case FRAMES -> frames(line);
      case AFTER_EXCEPTION -> line.isEmpty() ? BEFORE_REASON : NO;
      case BEFORE_REASON -> line.says(DURING) || line.says(CAUSE) ? AFTER_REASON : NO;
      default -> line.isEmpty() ? AFTER_REASON : start(line);
    };
  }

  private static int frames(TextView line) {
    if (line.indented() && !line.isEmpty()) {
      return FRAMES;
    }
    return line.isNamed() ? AFTER_EXCEPTION : NO;
  }
}
