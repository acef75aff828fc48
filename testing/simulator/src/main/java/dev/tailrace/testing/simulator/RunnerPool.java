package dev.tailrace.testing.simulator;

/**
 * Machines that run jobs.
 *
 * @param id of the pool
 * @param labels that its runners have, joined by commas
 * @param os of its runners
 * @param region where they stand
 * @param size how many there are
 * @param medianWaitMillis how long half of the jobs wait for one at most
 */
record RunnerPool(
    String id, String labels, String os, String region, int size, long medianWaitMillis) {
  String runner(int number) {
    return id + "-" + number;
  }
}
