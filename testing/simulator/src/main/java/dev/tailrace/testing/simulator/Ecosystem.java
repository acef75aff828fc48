package dev.tailrace.testing.simulator;

import java.util.List;

/** How a repository's code is built. */
enum Ecosystem {
  MAVEN("maven", 240, List.of("build", "integration-test", "spotless"), "com.example.orders"),
  NPM("npm", 120, List.of("lint", "unit", "e2e"), "src/components"),
  PYTEST("pip", 180, List.of("tests", "typecheck", "docs"), "tests/unit"),
  GO("go", 90, List.of("test", "vet", "race"), "internal/queue"),
  CARGO("cargo", 300, List.of("test", "clippy", "miri"), "crate::storage");

  private final String cacheType;
  private final int medianSeconds;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> jobs;

  private final String suite;

  Ecosystem(String cacheType, int medianSeconds, List<String> jobs, String suite) {
    this.cacheType = cacheType;
    this.medianSeconds = medianSeconds;
    this.jobs = jobs;
    this.suite = suite;
  }

  String cacheType() {
    return cacheType;
  }

  /** How long half of its jobs take at most, in milliseconds. */
  long medianMillis() {
    return medianSeconds * 1000L;
  }

  /** The names of the jobs of its workflows. */
  List<String> jobs() {
    return jobs;
  }

  /** The test suite of its tests. */
  String suite() {
    return suite;
  }
}
