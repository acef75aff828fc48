package dev.tailrace.app;

/** Whether a person is looking. */
public final class Terminal {
  private Terminal() {}

  /**
   * Whether standard output is a terminal. The launcher tells, as it can ask the system; before
   * Java 22 {@code System.console()} answers for input and output together only.
   */
  public static boolean isOutput() {
    return Boolean.getBoolean("tailrace.terminal");
  }
}
