package dev.tailrace.agent.http.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.agent.http.lines.LogLine;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.CiResult;
import dev.tailrace.schemas.ContextKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What {@code workflow_job} says of a job and its steps. */
final class JobEvents {
  /** GitHub knows none; metrics by priority wait for one otherwise. */
  private static final String PRIORITY = "normal";

  private JobEvents() {}

  static List<LogLine> of(Delivery delivery) {
    Payload job = delivery.payload().at("workflow_job");
    if (job.text("id") == null || job.text("run_id") == null) {
      return List.of();
    }
    return switch (delivery.action()) {
      case "queued" ->
          List.of(delivery.line(CiEventType.JOB_QUEUED, job.time("created_at"), about(job)));
      case "in_progress" -> inProgress(delivery, job);
      case "completed" -> completed(delivery, job);
      default -> List.of();
    };
  }

  /** GitHub sends this once, as a job starts, with those of its steps that have started by then. */
  private static List<LogLine> inProgress(Delivery delivery, Payload job) {
    List<LogLine> lines = new ArrayList<>(List.of(started(delivery, job)));
    for (JsonNode node : job.node().path("steps")) {
      Payload step = new Payload(node);
      if (step.count("number") != null && step.text("started_at") != null) {
        Map<String, @Nullable Object> about = about(job);
        about.put(ContextKeys.STEP_NUMBER, step.count("number"));
        about.put(ContextKeys.STEP_NAME, step.text("name"));
        lines.add(delivery.line(CiEventType.STEP_STARTED, step.time("started_at"), about));
      }
    }
    return lines;
  }

  private static LogLine started(Delivery delivery, Payload job) {
    Map<String, @Nullable Object> about = about(job);
    about.put(ContextKeys.QUEUE_WAIT_MS, job.millis("created_at", "started_at"));
    return delivery.line(CiEventType.JOB_STARTED, job.time("started_at"), about);
  }

  private static List<LogLine> completed(Delivery delivery, Payload job) {
    CiResult result = Conclusions.of(job);
    if (result == null) {
      return List.of();
    }
    List<LogLine> lines = new ArrayList<>();
    for (JsonNode step : job.node().path("steps")) {
      addStep(delivery, job, new Payload(step), lines);
    }
    Map<String, @Nullable Object> about = about(job);
    about.put(ContextKeys.CONCLUSION, result.id());
    about.put(ContextKeys.TOTAL_DURATION_MS, job.millis("started_at", "completed_at"));
    about.put("steps_executed", lines.size());
    lines.add(delivery.line(CiEventType.JOB_COMPLETED, job.time("completed_at"), about));
    return lines;
  }

  private static void addStep(Delivery delivery, Payload job, Payload step, List<LogLine> lines) {
    CiResult result = Conclusions.of(step);
    if (result == null || step.count("number") == null) {
      return;
    }
    Map<String, @Nullable Object> about = about(job);
    about.put("step_number", step.count("number"));
    about.put("step_name", step.text("name"));
    about.put(ContextKeys.CONCLUSION, result.id());
    about.put(ContextKeys.DURATION_MS, step.millis("started_at", "completed_at"));
    lines.add(delivery.line(CiEventType.STEP_COMPLETED, step.time("completed_at"), about));
  }

  private static Map<String, @Nullable Object> about(Payload job) {
    Map<String, @Nullable Object> about = new HashMap<>();
    about.put(ContextKeys.RUN_ID, job.text("run_id"));
    about.put(ContextKeys.ATTEMPT, job.count("run_attempt"));
    about.put(ContextKeys.JOB_ID, job.text("id"));
    about.put(ContextKeys.JOB_NAME, job.text("name"));
    about.put(ContextKeys.WORKFLOW, job.text("workflow_name"));
    about.put("branch", job.text("head_branch"));
    about.put("sha", job.text("head_sha"));
    about.put(ContextKeys.RUNNER_ID, job.count("runner_id") == null ? null : job.text("runner_id"));
    about.put("runner_name", job.text("runner_name"));
    about.put(ContextKeys.POOL_ID, job.text("runner_group_name"));
    about.put(ContextKeys.RUNNER_LABELS, labels(job));
    about.put(ContextKeys.PRIORITY, PRIORITY);
    return about;
  }

  private static @Nullable String labels(Payload job) {
    JsonNode labels = job.node().path("labels");
    return labels.isEmpty()
        ? null
        : StreamSupport.stream(labels.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(","));
  }
}
