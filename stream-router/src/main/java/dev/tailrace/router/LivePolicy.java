package dev.tailrace.router;

/** What is copied to the live tail. */
public enum LivePolicy {
  /** Every event. Right for small sites. */
  ALL,
  /** None; there is no live tail. */
  OFF
}
