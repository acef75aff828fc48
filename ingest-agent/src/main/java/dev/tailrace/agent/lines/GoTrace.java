package dev.tailrace.agent.lines;

import static dev.tailrace.agent.lines.TextView.ascii;

/** Go: a panic, or an error of its runtime, and the stacks of its goroutines. */
final class GoTrace implements TraceRules {
  private static final byte[] PANIC = ascii("panic: ");
  private static final byte[] FATAL = ascii("fatal error: ");
  private static final byte[] SERVING = ascii("http: panic serving");
  private static final byte[] SIGNAL = ascii("[signal ");
  private static final byte[] GOROUTINE = ascii("goroutine ");
  private static final byte[] CREATED_BY = ascii("created by ");
  private static final byte[] PANICKED = ascii("panic(");
  private static final byte[] ELIDED = ascii("...");

  private static final int AFTER_PANIC = 1;
  private static final int BEFORE_GOROUTINE = 2;
  private static final int FUNCTION = 3;
  private static final int FILE = 4;

  @Override
  public int start(TextView line) {
    if (line.has(SERVING)) {
      return BEFORE_GOROUTINE;
    }
    return line.says(PANIC) || line.says(FATAL) ? AFTER_PANIC : NO;
  }

  @Override
  public int next(int state, TextView line) {
    return switch (state) {
      case AFTER_PANIC -> afterPanic(line);
      case BEFORE_GOROUTINE -> goroutine(line);
      case FUNCTION -> function(line);
      default -> line.indented() && !line.isEmpty() ? FUNCTION : NO;
    };
  }

  private static int afterPanic(TextView line) {
    if (line.isEmpty()) {
      return BEFORE_GOROUTINE;
    }
    boolean more = line.says(SIGNAL) || (line.indented() && line.says(PANIC));
    return more ? AFTER_PANIC : goroutine(line);
  }

  private static int goroutine(TextView line) {
    return line.says(GOROUTINE) && line.ends(':') ? FUNCTION : NO;
  }

  private static int function(TextView line) {
    if (line.isEmpty()) {
      return BEFORE_GOROUTINE;
    }
    if (line.says(ELIDED)) {
      return FUNCTION;
    }
    boolean call = line.says(CREATED_BY) || line.says(PANICKED) || line.ends(')');
    return call && !line.indented() ? FILE : NO;
  }
}
