package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiResult;

/**
 * A step of a job, and how it will go.
 *
 * @param number within the job, from 1
 * @param kind what it does
 * @param result how it ends
 * @param millis how long it takes
 * @param spanId the W3C id of its span
 */
record StepPlan(int number, Kind kind, CiResult result, long millis, String spanId) {

  /** What steps do; each has a section of the output scripts. */
  enum Kind {
    CHECKOUT("Run actions/checkout@v4", 0.04),
    RESTORE("Restore cache", 0.06),
    INSTALL("Install dependencies", 0.15),
    BUILD("Build", 0.3),
    TEST("Test", 0.37),
    UPLOAD("Upload artifacts", 0.05),
    SAVE("Save cache", 0.03);

    private final String title;
    private final double share;

    Kind(String title, double share) {
      this.title = title;
      this.share = share;
    }

    String title() {
      return title;
    }

    /** The share of the job's time that it takes. */
    double share() {
      return share;
    }
  }
}
