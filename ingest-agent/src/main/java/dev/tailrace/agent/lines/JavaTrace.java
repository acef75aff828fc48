package dev.tailrace.agent.lines;

import static dev.tailrace.agent.lines.TextView.ascii;

/** Java, and JavaScript and .NET, which write alike. */
final class JavaTrace implements TraceRules {
  private static final byte[] EXCEPTION = ascii("Exception");
  private static final byte[] ERROR = ascii("Error");
  private static final byte[] THROWABLE = ascii("Throwable");
  private static final byte[] AT = ascii("at ");
  private static final byte[] EVAL_AT = ascii("eval at ");
  private static final byte[] CAUSED_BY = ascii("Caused by:");
  private static final byte[] SUPPRESSED = ascii("Suppressed:");
  private static final byte[] CIRCULAR = ascii("[CIRCULAR REFERENCE");
  private static final byte[] WRAPPED_BY = ascii("Wrapped by:");
  private static final byte[] NESTED = ascii("nested exception is:");
  private static final byte[] MORE = ascii("... ");
  private static final byte[] DASHES = ascii("--- End of ");
  private static final byte[] TRACE = ascii("stack trace");

  private static final int AFTER_EXCEPTION = 1;
  private static final int FRAMES = 2;
  private static final int NESTED_NEXT = 3;

  @Override
  public int start(TextView line) {
    boolean exception = line.names(EXCEPTION) || line.names(ERROR) || line.names(THROWABLE);
    return exception ? AFTER_EXCEPTION : NO;
  }

  @Override
  public int next(int state, TextView line) {
    if (line.isEmpty()) {
      return state == AFTER_EXCEPTION ? AFTER_EXCEPTION : NO;
    }
    if (state == NESTED_NEXT) {
      return start(line);
    }
    if (line.says(CAUSED_BY) || line.says(SUPPRESSED) || line.says(WRAPPED_BY)) {
      return AFTER_EXCEPTION;
    }
    if (state == AFTER_EXCEPTION && line.says(NESTED)) {
      return NESTED_NEXT;
    }
    return frame(line) ? FRAMES : NO;
  }

  private static boolean frame(TextView line) {
    if (line.says(DASHES)) {
      return line.has(TRACE);
    }
    return line.indented()
        && (line.says(AT) || line.says(MORE) || line.says(EVAL_AT) || line.says(CIRCULAR));
  }
}
