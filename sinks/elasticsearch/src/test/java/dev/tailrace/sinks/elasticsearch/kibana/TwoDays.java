package dev.tailrace.sinks.elasticsearch.kibana;

import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.CiResult;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.JobLogger;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.StructuredLogger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a small platform logs in two days, by tables that can be counted by hand. Times are minutes
 * before the end; the last 1440 are the day that the panels look at, those before it the day
 * before.
 */
final class TwoDays {
  static final Instant END = Instant.parse("2030-06-20T12:00:00Z");
  static final Instant BEGIN = END.minus(Duration.ofDays(1));

  /** Queued, started and ended; a dash where a job did not come so far. */
  private static final String JOBS =
      """
      a1  acme/web ubuntu-latest   300  299  289 success      hit
      a2  acme/web ubuntu-latest   300  298  278 success      miss
      a3  acme/api windows-latest  200  195  185 failure      miss
      a4  acme/api windows-latest  200  199  193 success      hit
      a5  acme/api macos-latest    190    -  180 cancellation -
      a6  acme/web ubuntu-latest   100   97   37 timeout      miss
      a7  acme/web ubuntu-latest   100    -   37 skip         -
      a8  acme/web ubuntu-latest    20   10    - -            -
      a9  acme/web ubuntu-latest    20   12    - -            -
      a10 acme/api windows-latest   20    5    - -            -
      a11 acme/api macos-latest      4    -    - -            -
      a12 acme/web ubuntu-latest     3    -    - -            -
      b1  acme/web ubuntu-latest  1700 1699 1689 success      hit
      b2  acme/web ubuntu-latest  1700 1699 1674 success      miss
      b3  acme/api windows-latest 1650 1649 1645 failure      miss
      b4  acme/web ubuntu-latest  1455 1450 1430 success      miss
      b5  acme/api windows-latest 1445 1435 1425 success      hit
      """;

  /** Ended, and how many seconds they took. */
  private static final String RUNS =
      """
      r1 acme/web ci.yml      push          278 1320 success
      r2 acme/api ci.yml      pull_request  180 1200 failure
      r3 acme/web nightly.yml schedule       37 3780 failure
      r4 acme/web ci.yml      push         1430 1500 success
      r5 acme/api ci.yml      push         1425 1200 success
      r6 acme/lib ci.yml      push           60   40 success
      r7 acme/lib ci.yml      push           50  120 cancellation
      r8 acme/web ci.yml      push         1674 1560 success
      r9 acme/api ci.yml      pull_request 1645  300 failure
      """;

  private static final String RUNNERS =
      """
      runner_heartbeat    w1 linux      1 busy
      runner_heartbeat    w2 linux      2 idle
      runner_registered   w3 linux      3 idle
      runner_heartbeat    w4 linux      4 busy
      runner_disconnected w4 linux      1 offline
      runner_heartbeat    w5 linux     20 busy
      runner_heartbeat    w6 windows    2 idle
      runner_heartbeat    w6 windows    1 busy
      runner_heartbeat    w7 windows    2 busy
      runner_heartbeat    w1 linux   1441 busy
      runner_heartbeat    w2 linux   1442 idle
      runner_heartbeat    w8 windows 1443 busy
      """;

  private static final String CACHES =
      """
      298 restore hit       7000
      297 restore miss         0
      198 restore hit       7000
      194 restore hit       7000
      279 save    success   1000
      186 save    success    500
      1690 restore miss        0
      1680 save   success 900000
      """;

  private static final String PUSHES =
      """
      290  alice
      200  bob
      60   alice
      1700 carol
      """;

  /** How often a test failed and passed. */
  private static final String TESTS =
      """
      tests/test_payments.py test_payment_flow 3 2
      tests/test_auth.py     test_redirect     1 1
      tests/test_auth.py     test_always_red   4 0
      payments               test_payment_flow 0 1
      tests/test_auth.py     test_green        0 2
      """;

  /** The same of tests that a service reports. */
  private static final String REPORTS =
      """
      storage test_api_timeout 2 3
      storage test_connection  0 2
      """;

  private final WrittenLines lines = new WrittenLines();

  private TwoDays() {}

  /** Those before {@link #BEGIN}. */
  static List<LogEvent> theDayBefore() {
    return events().stream().filter(event -> event.timestamp().isBefore(BEGIN)).toList();
  }

  /** Those from {@link #BEGIN} on. */
  static List<LogEvent> theDay() {
    return events().stream().filter(event -> !event.timestamp().isBefore(BEGIN)).toList();
  }

  private static List<LogEvent> events() {
    TwoDays days = new TwoDays();
    rows(JOBS).forEach(days::job);
    rows(RUNS).forEach(days::run);
    rows(RUNNERS).forEach(days::runner);
    rows(CACHES).forEach(days::cache);
    rows(PUSHES).forEach(days::push);
    rows(TESTS).forEach(days::test);
    rows(REPORTS).forEach(days::report);
    days.whatJobsClaim();
    days.whatIsNoEvent();
    return days.lines.events();
  }

  private static List<String[]> rows(String table) {
    return table.lines().map(line -> line.trim().split(" +")).toList();
  }

  private void job(String[] row) {
    Map<String, Object> about = new HashMap<>();
    about.put(ContextKeys.RUN_ID, "run-" + row[0]);
    about.put(ContextKeys.JOB_ID, row[0]);
    about.put(ContextKeys.REPOSITORY, row[1]);
    about.put(ContextKeys.RUNNER_LABELS, row[2]);
    new JobLogger(at(row[3]), about).jobQueued("normal");
    boolean started = !row[4].equals("-");
    if (started) {
      Duration waited = minutes(row[3]).minus(minutes(row[4]));
      new JobLogger(at(row[4]), about).jobStarted("w1", waited, "normal");
    }
    if (row[5].equals("-")) {
      return;
    }
    CiResult result = CiResult.parse(row[6]).orElseThrow();
    JobLogger end = new JobLogger(at(row[5]), about);
    if (started) {
      Duration total = minutes(row[4]).minus(minutes(row[5]));
      end.jobCompleted(result, total, 3, row[7].equals("hit"));
    } else {
      end.info(CiEventType.JOB_COMPLETED, Map.of(ContextKeys.CONCLUSION, result.id()));
    }
  }

  private void run(String[] row) {
    Map<String, Object> about = new HashMap<>();
    about.put(ContextKeys.RUN_ID, row[0]);
    about.put(ContextKeys.REPOSITORY, row[1]);
    about.put(ContextKeys.WORKFLOW, row[2]);
    about.put(ContextKeys.TRIGGER_EVENT, row[3]);
    about.put(ContextKeys.TOTAL_DURATION_MS, Long.parseLong(row[5]) * 1000);
    about.put(ContextKeys.CONCLUSION, row[6]);
    at(row[4]).info(CiEventType.RUN_COMPLETED.id(), about);
  }

  private void runner(String[] row) {
    Map<String, Object> about = new HashMap<>();
    about.put(ContextKeys.RUNNER_ID, row[1]);
    about.put(ContextKeys.POOL_ID, row[2]);
    about.put("status", row[4]);
    at(row[3]).info(row[0], about);
  }

  private void cache(String[] row) {
    Map<String, Object> about = new HashMap<>();
    about.put("operation", row[1]);
    about.put("result", row[2]);
    about.put("size_bytes", Long.parseLong(row[3]));
    at(row[0]).info(CiEventType.CACHE_OPERATION.id(), about);
  }

  /** A service may name the event in its context, and say something else in its message. */
  private void push(String[] row) {
    Map<String, Object> about = new HashMap<>();
    about.put(ContextKeys.EVENT, CiEventType.PUSH_RECEIVED.id());
    about.put("sender", row[1]);
    at(row[0]).info(row[1] + " pushed", about);
  }

  private void test(String[] row) {
    for (int i = 0; i < Integer.parseInt(row[2]); i++) {
      printed("FAILED", Map.of(ContextKeys.TEST, outcome(row, "failed")));
    }
    for (int i = 0; i < Integer.parseInt(row[3]); i++) {
      printed("ok", Map.of(ContextKeys.TEST, outcome(row, "passed")));
    }
  }

  private static Map<String, Object> outcome(String[] row, String outcome) {
    return Map.of("suite", row[0], "name", row[1], "outcome", outcome, "duration_ms", 12);
  }

  private void report(String[] row) {
    for (int i = 0; i < Integer.parseInt(row[2]); i++) {
      at("40").info(CiEventType.TEST_RESULT.id(), result(row, "fail"));
    }
    for (int i = 0; i < Integer.parseInt(row[3]); i++) {
      at("40").info(CiEventType.TEST_RESULT.id(), result(row, "pass"));
    }
  }

  private static Map<String, Object> result(String[] row, String outcome) {
    return Map.of("test_suite", row[0], "test_name", row[1], "outcome", outcome);
  }

  /** Nobody believes it. */
  private void whatJobsClaim() {
    for (CiEventType type : CiEventType.values()) {
      printed(type.id(), claim("forged"));
    }
  }

  private static Map<String, Object> claim(String id) {
    Map<String, Object> claim = new HashMap<>();
    claim.put(ContextKeys.JOB_ID, id);
    claim.put(ContextKeys.RUNNER_ID, id);
    claim.put(ContextKeys.POOL_ID, id);
    claim.put(ContextKeys.CONCLUSION, "success");
    claim.put(ContextKeys.TOTAL_DURATION_MS, 1);
    claim.put(ContextKeys.QUEUE_WAIT_MS, 1);
    return claim;
  }

  private void whatIsNoEvent() {
    at("30").info("Request handled", Map.of(ContextKeys.DURATION_MS, 7));
    at("30").error("Unhandled exception", Map.of(ContextKeys.JOB_ID, "a1"));
    for (CiEventType type : CiEventType.values()) {
      // A service that only speaks of an event, in the words that tell of one.
      at("30").info("no " + type.id() + " yet", claim("spoken of"));
      at("2").info(type.id().toUpperCase(Locale.ROOT), claim("spoken of"));
    }
  }

  private static Duration minutes(String text) {
    return Duration.ofMinutes(Long.parseLong(text));
  }

  private StructuredLogger at(String minutesBeforeEnd) {
    return lines.at(END.minus(minutes(minutesBeforeEnd)));
  }

  private void printed(String message, Map<String, Object> context) {
    lines.printed(END.minusSeconds(60), message, context);
  }
}
