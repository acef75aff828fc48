package dev.tailrace.sinks.s3;

import java.util.List;

/**
 * What is to be done with the objects of an hour.
 *
 * @param merges what is to become one object
 * @param needless what is to be deleted, in this order: other objects have all of its records
 */
record HourPlan(List<Merge> merges, List<ArchivedObject> needless) {
  static final HourPlan NOTHING = new HourPlan(List.of(), List.of());

  HourPlan {
    merges = List.copyOf(merges);
    needless = List.copyOf(needless);
  }
}
