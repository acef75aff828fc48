package dev.tailrace.sinks.elasticsearch.kibana;

import java.util.List;

/**
 * Which panels stand where.
 *
 * @param id stays, so that an import updates what an earlier one made
 * @param title as people find it
 * @param description what it is for
 * @param places of its panels
 */
record Dashboard(String id, String title, String description, List<Place> places) {
  private static final int COLUMNS = 48;

  static final Dashboard OPERATIONS =
      new Dashboard(
          "tailrace-operations",
          "Tailrace: Operations",
          "How the CI platform runs: jobs, queue, runners and caches, from the lines of its services.",
          List.of(
              new Place("active-jobs", "Active jobs", 0, 0, 16, 8),
              new Place("queue-depth", "Queue depth", 16, 0, 16, 8),
              new Place("runners-online", "Runners online", 32, 0, 16, 8),
              new Place("job-success-rate", "Job success rate (24h)", 0, 8, 28, 10),
              new Place("queue-wait", "Queue wait time (p99)", 28, 8, 20, 10),
              new Place("job-throughput", "Job throughput (jobs/min)", 0, 18, 28, 10),
              new Place("concurrent-jobs", "Concurrent jobs by label", 28, 18, 20, 10),
              new Place("runner-pools", "Runner pool status", 0, 28, 28, 10),
              new Place("cache-performance", "Cache performance", 28, 28, 20, 10)));

  static final Dashboard DEVELOPER_EXPERIENCE =
      new Dashboard(
          "tailrace-developer-experience",
          "Tailrace: Developer experience",
          "What the CI platform is like to work with: feedback, durations, flaky tests, caches.",
          List.of(
              new Place("feedback-time", "Average feedback time", 0, 0, 16, 9),
              new Place("pipeline-success-rate", "Success rate", 16, 0, 16, 9),
              new Place("cache-savings", "Cache savings", 32, 0, 16, 9),
              new Place("pipeline-durations", "Pipeline duration distribution", 0, 9, 28, 11),
              new Place("slow-pipelines", "Top slow pipelines", 28, 9, 20, 11),
              new Place("flaky-tests", "Flaky tests detected", 0, 20, 28, 11),
              new Place("build-insights", "Build insights", 28, 20, 20, 11)));

  static final List<Dashboard> ALL = List.of(OPERATIONS, DEVELOPER_EXPERIENCE);

  /**
   * Where a panel stands, in units of Kibana's grid.
   *
   * @param panel the name of its file
   * @param title what stands above it
   * @param x the column it begins at, from 0 to 47
   * @param y the row it begins at, from 0
   * @param w how many columns it has
   * @param h how many rows it has
   */
  record Place(String panel, String title, int x, int y, int w, int h) {
    Place {
      if (x < 0 || y < 0 || w < 1 || h < 1 || x + w > COLUMNS) {
        throw new IllegalArgumentException("the panel " + panel + " does not fit its dashboard");
      }
    }

    private boolean overlaps(Place other) {
      return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
    }
  }

  Dashboard {
    for (Place place : places) {
      boolean alone = places.stream().filter(place::overlaps).count() == 1; // it overlaps itself
      if (!alone) {
        throw new IllegalArgumentException("the panel " + place.panel() + " covers another");
      }
    }
  }
}
