package dev.tailrace.agent.http.github;

import dev.tailrace.agent.http.lines.LogLine;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.CiResult;
import dev.tailrace.schemas.ContextKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code check_run} says of a job of another CI system that reports to GitHub. A check run of
 * GitHub Actions is a job that {@code workflow_job} reports already: it is not counted again.
 */
final class CheckEvents {
  private static final String GITHUB_ACTIONS = "github-actions";

  /** Stands in the place of the labels of a runner that GitHub does not know. */
  private static final String LABELS = "external";

  private CheckEvents() {}

  static List<LogLine> of(Delivery delivery) {
    Payload check = delivery.payload().at("check_run");
    Payload suite = check.at("check_suite");
    if (check.text("id") == null || suite.text("id") == null || ofGithubActions(check, suite)) {
      return List.of();
    }
    return switch (delivery.action()) {
      case "created" -> created(delivery, check, suite);
      case "completed" -> completed(delivery, check, suite);
      default -> List.of();
    };
  }

  private static boolean ofGithubActions(Payload check, Payload suite) {
    return GITHUB_ACTIONS.equals(check.at("app").text("slug", suite.at("app").text("slug")));
  }

  private static List<LogLine> created(Delivery delivery, Payload check, Payload suite) {
    boolean queued = "queued".equals(check.text("status"));
    CiEventType type = queued ? CiEventType.JOB_QUEUED : CiEventType.JOB_STARTED;
    return List.of(delivery.line(type, check.time("started_at"), about(check, suite)));
  }

  private static List<LogLine> completed(Delivery delivery, Payload check, Payload suite) {
    CiResult result = Conclusions.of(check);
    if (result == null) {
      return List.of();
    }
    Map<String, @Nullable Object> about = about(check, suite);
    about.put(ContextKeys.CONCLUSION, result.id());
    about.put(ContextKeys.TOTAL_DURATION_MS, check.millis("started_at", "completed_at"));
    return List.of(delivery.line(CiEventType.JOB_COMPLETED, check.time("completed_at"), about));
  }

  /** The run of such a job is its check suite: everything one system checks of one commit. */
  private static Map<String, @Nullable Object> about(Payload check, Payload suite) {
    Map<String, @Nullable Object> about = new HashMap<>();
    about.put(ContextKeys.RUN_ID, suite.text("id"));
    about.put(ContextKeys.JOB_ID, check.text("id"));
    about.put(ContextKeys.JOB_NAME, check.text("name"));
    about.put(ContextKeys.WORKFLOW, check.at("app").text("name"));
    about.put("branch", suite.text("head_branch"));
    about.put("sha", check.text("head_sha"));
    about.put(ContextKeys.RUNNER_LABELS, LABELS);
    return about;
  }
}
