package dev.tailrace.agent.http.github;

import dev.tailrace.agent.http.lines.LogLine;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.CiResult;
import dev.tailrace.schemas.ContextKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code workflow_run} says of a run. */
final class RunEvents {
  private RunEvents() {}

  static List<LogLine> of(Delivery delivery) {
    Payload run = delivery.payload().at("workflow_run");
    if (run.text("id") == null) {
      return List.of();
    }
    return switch (delivery.action()) {
      case "requested", "in_progress" ->
          List.of(
              delivery.line(
                  CiEventType.RUN_STARTED, run.time("run_started_at"), about(delivery, run)));
      case "completed" -> completed(delivery, run);
      default -> List.of();
    };
  }

  private static List<LogLine> completed(Delivery delivery, Payload run) {
    CiResult result = Conclusions.of(run);
    if (result == null) {
      return List.of();
    }
    Map<String, @Nullable Object> about = about(delivery, run);
    about.put(ContextKeys.CONCLUSION, result.id());
    about.put(ContextKeys.TOTAL_DURATION_MS, run.millis("run_started_at", "updated_at"));
    return List.of(delivery.line(CiEventType.RUN_COMPLETED, run.time("updated_at"), about));
  }

  private static Map<String, @Nullable Object> about(Delivery delivery, Payload run) {
    Map<String, @Nullable Object> about = new HashMap<>();
    about.put(ContextKeys.RUN_ID, run.text("id"));
    about.put(ContextKeys.ATTEMPT, run.count("run_attempt"));
    about.put(
        ContextKeys.WORKFLOW, run.text("name", delivery.payload().at("workflow").text("name")));
    about.put("trigger_event", run.text("event"));
    about.put("branch", run.text("head_branch"));
    about.put("sha", run.text("head_sha"));
    about.put("run_number", run.count("run_number"));
    return about;
  }
}
