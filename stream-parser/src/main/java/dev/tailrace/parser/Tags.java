package dev.tailrace.parser;

/** What the parser notices about a line. */
final class Tags {
  /** Bytes of the line were not UTF-8 and were read as windows-1252. */
  static final String NOT_UTF8 = "not-utf8";

  /** The line begins like a JSON object and is none, or one beyond the limits. */
  static final String NOT_JSON = "not-json";

  /** The line's time cannot be right; the observed time stands in. */
  static final String TIME_ABSURD = "time-absurd";

  /** The line's time is in no known form; the observed time stands in. */
  static final String TIME_UNREAD = "time-unread";

  /** The line is one that ends a job's log in its format. */
  static final String JOB_END = "job-end";

  /** Bytes of the source are missing before the line. */
  static final String AFTER_GAP = "after-gap";

  private Tags() {}
}
