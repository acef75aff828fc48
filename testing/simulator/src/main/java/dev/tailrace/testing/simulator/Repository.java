package dev.tailrace.testing.simulator;

/**
 * A repository on the platform.
 *
 * @param organization who owns it
 * @param name without the organization
 * @param ecosystem how it is built
 * @param failureRate the share of its jobs that fail, from 0 to 1
 */
record Repository(String organization, String name, Ecosystem ecosystem, double failureRate) {
  String fullName() {
    return organization + "/" + name;
  }
}
