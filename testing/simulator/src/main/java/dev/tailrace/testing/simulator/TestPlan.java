package dev.tailrace.testing.simulator;

/**
 * A test that reports.
 *
 * @param suite the suite it is in
 * @param name of the test
 * @param passed whether it passes
 * @param millis how long it takes
 */
record TestPlan(String suite, String name, boolean passed, long millis) {}
