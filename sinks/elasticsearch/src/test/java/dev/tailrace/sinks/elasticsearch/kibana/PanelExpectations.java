package dev.tailrace.sinks.elasticsearch.kibana;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the answers to the panels' queries say of {@link TwoDays}, counted by hand in its tables.
 */
final class PanelExpectations {
  static final Map<String, Consumer<JsonNode>> ALL =
      Map.ofEntries(
          entry("active-jobs", PanelExpectations::activeJobs),
          entry("queue-depth", PanelExpectations::queueDepth),
          entry("runners-online", PanelExpectations::runnersOnline),
          entry("job-success-rate", PanelExpectations::jobSuccessRate),
          entry("queue-wait", PanelExpectations::queueWait),
          entry("job-throughput", PanelExpectations::jobThroughput),
          entry("concurrent-jobs", PanelExpectations::concurrentJobs),
          entry("runner-pools", PanelExpectations::runnerPools),
          entry("cache-performance", PanelExpectations::cachePerformance),
          entry("feedback-time", PanelExpectations::feedbackTime),
          entry("pipeline-success-rate", PanelExpectations::pipelineSuccessRate),
          entry("cache-savings", PanelExpectations::cacheSavings),
          entry("pipeline-durations", PanelExpectations::pipelineDurations),
          entry("slow-pipelines", PanelExpectations::slowPipelines),
          entry("flaky-tests", PanelExpectations::flakyTests),
          entry("build-insights", PanelExpectations::buildInsights));

  private PanelExpectations() {}

  /** a8, a9 and a10 run; a day before b4 did. */
  private static void activeJobs(JsonNode answer) {
    JsonNode now = answer.at("/at/buckets/now");
    JsonNode before = answer.at("/at/buckets/before");
    assertThat(count(now, "/begun") - count(now, "/ended/jobs")).isEqualTo(3);
    assertThat(count(before, "/begun") - count(before, "/ended/jobs")).isEqualTo(1);
    assertThat(count(now, "/ended/jobs")).isEqualTo(9);
  }

  /** a11 and a12 wait; a day before b5 did. */
  private static void queueDepth(JsonNode answer) {
    JsonNode now = answer.at("/at/buckets/now");
    JsonNode before = answer.at("/at/buckets/before");
    assertThat(count(now, "/known") - count(now, "/left/jobs")).isEqualTo(2);
    assertThat(count(before, "/known") - count(before, "/left/jobs")).isEqualTo(1);
  }

  /** w1, w2, w3, w6 and w7: w4 has gone, w5 was not heard of. A day before w1, w2 and w8. */
  private static void runnersOnline(JsonNode answer) {
    JsonNode now = answer.at("/at/buckets/now");
    JsonNode before = answer.at("/at/buckets/before");
    assertThat(count(now, "/seen") - count(now, "/gone/runners")).isEqualTo(5);
    assertThat(count(before, "/seen") - count(before, "/gone/runners")).isEqualTo(3);
  }

  /** a6 ran into its time limit, a7 was skipped; b4 and b5 ended within the 24 hours. */
  private static void jobSuccessRate(JsonNode answer) {
    assertThat(conclusions(answer.get("ended")))
        .isEqualTo(Map.of("success", 5L, "failed", 2L, "cancelled", 1L));
  }

  /** By the time of start: b5; a1 and a2; a3 and a4; a6; a8, a9 and a10. */
  private static void queueWait(JsonNode answer) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (JsonNode bucket : answer.at("/over_time/buckets")) {
      JsonNode p99 = bucket.at("/wait/values/0/value");
      if (!p99.isNull()) {
        seconds.put(bucket.get("key_as_string").asText().substring(11, 16), p99.asDouble() / 1000);
      }
    }
    assertThat(seconds).containsOnlyKeys("12:00", "07:00", "08:30", "10:00", "11:30");
    assertThat(seconds.get("12:00")).isEqualTo(600);
    assertThat(seconds.get("10:00")).isEqualTo(180);
    assertThat(seconds.get("07:00")).isCloseTo(120, within(1.5));
    assertThat(seconds.get("08:30")).isCloseTo(300, within(5.0));
    assertThat(seconds.get("11:30")).isCloseTo(900, within(10.0));
    assertThat(answer.at("/over_time/buckets")).hasSize(49);
  }

  private static void jobThroughput(JsonNode answer) {
    Map<String, Long> jobs = new LinkedHashMap<>();
    for (JsonNode bucket : answer.at("/over_time/buckets")) {
      if (bucket.get("doc_count").asLong() > 0) {
        jobs.put(
            bucket.get("key_as_string").asText().substring(11, 16),
            bucket.get("doc_count").asLong());
      }
    }
    assertThat(jobs)
        .isEqualTo(Map.of("12:00", 2L, "07:00", 2L, "08:30", 2L, "09:00", 1L, "11:00", 2L));
    JsonNode buckets = answer.at("/over_time/buckets");
    assertThat(buckets.get(1).get("key").asLong() - buckets.get(0).get("key").asLong())
        .isEqualTo(1_800_000);
  }

  private static void concurrentJobs(JsonNode answer) {
    Map<String, Long> running = new LinkedHashMap<>();
    for (JsonNode label : answer.at("/labels/buckets")) {
      running.put(key(label), count(label, "/begun") - count(label, "/ended/jobs"));
    }
    assertThat(running)
        .isEqualTo(Map.of("ubuntu-latest", 2L, "windows-latest", 1L, "macos-latest", 0L));
  }

  /** w1 of w1, w2 and w3; w6, which was idle a moment before, and w7. */
  private static void runnerPools(JsonNode answer) {
    Map<String, String> pools = new LinkedHashMap<>();
    for (JsonNode pool : answer.at("/pools/buckets")) {
      long gone = count(pool, "/gone/runners");
      long busy = count(pool, "/busy_or_gone/runners") - gone;
      pools.put(key(pool), busy + "/" + (count(pool, "/seen") - gone));
    }
    assertThat(pools).isEqualTo(Map.of("linux", "1/3", "windows", "2/2"));
  }

  /** With a hit a1, a4 and b5: 10, 6 and 10 minutes; without a2 and b4: 20 each. */
  private static void cachePerformance(JsonNode answer) {
    assertThat(answer.at("/restored/doc_count").asLong()).isEqualTo(4);
    assertThat(answer.at("/restored/hits/doc_count").asLong()).isEqualTo(3);
    assertThat(count(answer, "/saved/bytes")).isEqualTo(1_500);
    assertThat(count(answer, "/succeeded/with_cache/milliseconds")).isEqualTo(520_000);
    assertThat(count(answer, "/succeeded/without_cache/milliseconds")).isEqualTo(1_200_000);
  }

  /** Without r3, which a schedule started; a day before r8 and r9. */
  private static void feedbackTime(JsonNode answer) {
    assertThat(answer.at("/at/buckets/now/milliseconds/value").asDouble())
        .isCloseTo((1320 + 1200 + 1500 + 1200 + 40 + 120) * 1000 / 6.0, within(0.01));
    assertThat(answer.at("/at/buckets/before/milliseconds/value").asDouble())
        .isEqualTo((1560 + 300) * 1000 / 2.0);
  }

  private static void pipelineSuccessRate(JsonNode answer) {
    assertThat(conclusions(answer.at("/at/buckets/now/ended")))
        .isEqualTo(Map.of("success", 4L, "failed", 2L, "cancelled", 1L));
    assertThat(conclusions(answer.at("/at/buckets/before/ended")))
        .isEqualTo(Map.of("success", 1L, "failed", 1L, "cancelled", 0L));
  }

  /** As of the performance of caches; a day before b1 and b2. */
  private static void cacheSavings(JsonNode answer) {
    JsonNode now = answer.at("/at/buckets/now");
    JsonNode before = answer.at("/at/buckets/before");
    assertThat(count(now, "/with_cache/milliseconds")).isEqualTo(520_000);
    assertThat(count(now, "/without_cache/milliseconds")).isEqualTo(1_200_000);
    assertThat(count(before, "/with_cache/milliseconds")).isEqualTo(600_000);
    assertThat(count(before, "/without_cache/milliseconds")).isEqualTo(1_500_000);
  }

  private static void pipelineDurations(JsonNode answer) {
    assertThat(conclusions(answer.get("lasted")))
        .isEqualTo(
            Map.of(
                "under_1m", 1L,
                "from_1m", 1L,
                "from_5m", 0L,
                "from_15m", 4L,
                "from_30m", 0L,
                "from_1h", 1L));
  }

  private static void slowPipelines(JsonNode answer) {
    Map<String, Long> averages = new LinkedHashMap<>();
    answer
        .at("/repositories/buckets")
        .forEach(bucket -> averages.put(key(bucket), count(bucket, "/milliseconds")));
    assertThat(averages)
        .containsExactly(
            entry("acme/web", 2_200_000L),
            entry("acme/api", 1_200_000L),
            entry("acme/lib", 80_000L));
  }

  /** Of one name there are two tests, of which one has passed only. */
  private static void flakyTests(JsonNode answer) {
    assertThat(key(answer.at("/printed/names/buckets/0"))).isEqualTo("test_always_red");
    assertThat(tests(answer.at("/printed/names/buckets")))
        .isEqualTo(
            Map.of(
                "tests/test_payments.py test_payment_flow", "3/2",
                "tests/test_auth.py test_redirect", "1/1",
                "tests/test_auth.py test_always_red", "4/0",
                "payments test_payment_flow", "0/1",
                "tests/test_auth.py test_green", "0/2"));
    assertThat(tests(answer.at("/reported/names/buckets")))
        .isEqualTo(Map.of("storage test_api_timeout", "2/3", "storage test_connection", "0/2"));
  }

  private static Map<String, String> tests(JsonNode names) {
    Map<String, String> tests = new LinkedHashMap<>();
    for (JsonNode name : names) {
      for (JsonNode suite : name.at("/suites/buckets")) {
        tests.put(
            key(suite) + " " + key(name),
            suite.at("/failed/doc_count").asLong() + "/" + suite.at("/passed/doc_count").asLong());
      }
    }
    return tests;
  }

  /** a5 and a7 never began, and say nothing of a cache; carol pushed a day before. */
  private static void buildInsights(JsonNode answer) {
    assertThat(answer.at("/jobs/doc_count").asLong()).isEqualTo(7);
    assertThat(answer.at("/jobs/hits/doc_count").asLong()).isEqualTo(3);
    assertThat(count(answer, "/jobs/succeeded/with_cache/milliseconds")).isEqualTo(520_000);
    assertThat(count(answer, "/jobs/succeeded/without_cache/milliseconds")).isEqualTo(1_200_000);
    Map<String, Long> workflows = new LinkedHashMap<>();
    answer
        .at("/runs/repositories/buckets")
        .forEach(bucket -> workflows.put(key(bucket), count(bucket, "/workflows")));
    assertThat(workflows).isEqualTo(Map.of("acme/web", 2L, "acme/api", 1L, "acme/lib", 1L));
    assertThat(count(answer, "/pushes/people")).isEqualTo(2);
  }

  private static Map<String, Long> conclusions(JsonNode filters) {
    Map<String, Long> counts = new LinkedHashMap<>();
    filters
        .get("buckets")
        .properties()
        .forEach(
            bucket -> counts.put(bucket.getKey(), bucket.getValue().get("doc_count").asLong()));
    return counts;
  }

  private static String key(JsonNode bucket) {
    return bucket.get("key").asText();
  }

  private static long count(JsonNode of, String aggregation) {
    JsonNode value = of.at(aggregation + "/value");
    assertThat(value.isNumber()).as("%s in %s", aggregation, of).isTrue();
    return Math.round(value.asDouble());
  }
}
