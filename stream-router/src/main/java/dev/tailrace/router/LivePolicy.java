package dev.tailrace.router;

/** What is copied to the live tail. */
public enum LivePolicy {
  /** Every event. Right for small sites. */
  ALL,
  /** What somebody watches, as the leases on {@code tail.interest} say. */
  WATCHED,
  /** None; there is no live tail. */
  OFF
}
