package dev.tailrace.agent.lines;

/**
 * How a stack trace of a language goes on. A state is a number above 0 of the language's own. The
 * rules follow those of Google's detect-exceptions and Fluent Bit's multiline parsers.
 */
interface TraceRules {
  /** The line does not belong to a stack trace. */
  int NO = 0;

  /** The state behind the first line of a stack trace. */
  int start(TextView line);

  /** The state behind the next line. */
  int next(int state, TextView line);
}
