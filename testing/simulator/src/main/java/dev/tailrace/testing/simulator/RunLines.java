package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.StructuredLogger;
import java.util.LinkedHashMap;
import java.util.Map;

/** What webhooks and API log about a run. */
final class RunLines {
  private final ServiceLogs logs;
  private final Books books;
  private final Dice dice;

  RunLines(ServiceLogs logs, Books books, Dice dice) {
    this.logs = logs;
    this.books = books;
    this.dice = dice;
  }

  /** The keys that every line about the run or one of its jobs carries. */
  static Map<String, Object> context(RunPlan run) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put(ContextKeys.RUN_ID, run.id());
    context.put(ContextKeys.ATTEMPT, run.attempt());
    context.put(ContextKeys.REPOSITORY, run.repository().fullName());
    context.put(ContextKeys.ORGANIZATION, run.repository().organization());
    context.put(ContextKeys.WORKFLOW, run.workflow());
    context.put("trigger_event", run.trigger());
    context.put("branch", run.branch());
    context.put("sha", run.sha());
    return context;
  }

  void started(RunPlan run) {
    if (run.attempt() == 1) {
      webhook(run);
    }
    StructuredLogger api = api(run);
    api.info(CiEventType.RUN_STARTED.id(), Map.of());
    if (dice.chance(0.3)) {
      api.debug("Workflow file evaluated", Map.of("jobs", run.jobs().size()));
    }
  }

  private void webhook(RunPlan run) {
    StructuredLogger webhooks =
        logs.of(Service.WEBHOOKS)
            .inSpan(run.traceId(), dice.hex(8))
            .bind(
                Map.of(
                    ContextKeys.REPOSITORY, run.repository().fullName(),
                    ContextKeys.ORGANIZATION, run.repository().organization()));
    if (run.trigger().equals("push")) {
      webhooks.info(
          CiEventType.PUSH_RECEIVED.id(), Map.of("branch", run.branch(), "sha", run.sha()));
    }
    webhooks.info(
        CiEventType.WEBHOOK_PROCESSED.id(),
        Map.of(
            "event_type",
            run.trigger(),
            ContextKeys.DURATION_MS,
            dice.millis(40, 0.8, 2, 10_000),
            "delivery_id",
            dice.hex(12)));
  }

  void completed(RunPlan run) {
    api(run)
        .info(
            CiEventType.RUN_COMPLETED.id(),
            Map.of(
                ContextKeys.CONCLUSION, run.result().id(),
                ContextKeys.TOTAL_DURATION_MS, run.totalMillis()));
    books.runCompleted(run.result(), run.trigger(), run.repository().fullName(), run.totalMillis());
  }

  private StructuredLogger api(RunPlan run) {
    return logs.of(Service.API).inSpan(run.traceId(), run.spanId()).bind(context(run));
  }
}
