package dev.tailrace.schemas;

import java.util.List;

/** The members of a step in a job's facts. */
public final class StepKeys {
  /** Its place in the job, from 1. */
  public static final String NUMBER = "number";

  public static final String NAME = "name";

  /** When it began, as RFC 3339 writes times. A step without it is ignored. */
  public static final String STARTED_AT = "started_at";

  /** When it ended; missing while it runs. */
  public static final String COMPLETED_AT = "completed_at";

  /** All of them. */
  public static final List<String> ALL = List.of(NUMBER, NAME, STARTED_AT, COMPLETED_AT);

  private StepKeys() {}
}
