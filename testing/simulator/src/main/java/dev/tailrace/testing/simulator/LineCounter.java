package dev.tailrace.testing.simulator;

import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.CiResult;
import dev.tailrace.schemas.ContextKeys;
import java.util.Map;

/** Enters into the books what a line of a service log says, known only from its text. */
final class LineCounter {
  private final Books books;

  LineCounter(Books books) {
    this.books = books;
  }

  void count(String message, Map<String, Object> context) {
    CiEventType.byId(message).ifPresent(type -> count(type, context));
  }

  private void count(CiEventType type, Map<String, Object> context) {
    switch (type) {
      case JOB_STARTED ->
          books.jobStarted(
              text(context, ContextKeys.PRIORITY),
              text(context, ContextKeys.RUNNER_LABELS),
              number(context, ContextKeys.QUEUE_WAIT_MS));
      case JOB_COMPLETED -> jobCompleted(context);
      case RUN_COMPLETED ->
          books.runCompleted(
              result(context),
              text(context, "trigger_event"),
              text(context, ContextKeys.REPOSITORY),
              number(context, ContextKeys.TOTAL_DURATION_MS));
      case CACHE_OPERATION ->
          books.cacheOperation(
              text(context, "operation"), text(context, "result"), text(context, "cache_type"));
      case SCHEDULER_DECISION ->
          books.schedulerDecision(
              text(context, "decision_type"), number(context, ContextKeys.DURATION_MS));
      default -> {
        // The other events count in no metric of which account is kept.
      }
    }
  }

  private void jobCompleted(Map<String, Object> context) {
    String labels = text(context, ContextKeys.RUNNER_LABELS);
    books.jobCompleted(result(context), labels);
    if (context.containsKey(ContextKeys.TOTAL_DURATION_MS)) {
      books.jobDuration(result(context), labels, number(context, ContextKeys.TOTAL_DURATION_MS));
    }
  }

  private static CiResult result(Map<String, Object> context) {
    return CiResult.parse(text(context, ContextKeys.CONCLUSION)).orElseThrow();
  }

  private static String text(Map<String, Object> context, String key) {
    if (context.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("the line lacks " + key);
  }

  private static long number(Map<String, Object> context, String key) {
    if (context.get(key) instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalArgumentException("the line lacks " + key);
  }
}
