package dev.tailrace.sinks.livetail;

import dev.tailrace.schemas.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which lines to see. What is null is not asked for.
 *
 * @param repository the line's repository, {@code organization/name}
 * @param runId the line's run
 * @param jobId the line's job
 * @param level the least level
 * @param text what the message contains, in upper or lower case
 * @param backlog how many of the recent lines that match come first, from 0
 * @param follow whether new lines follow; if not, the answer ends after the backlog
 */
public record TailQuery(
    @Nullable String repository,
    @Nullable String runId,
    @Nullable String jobId,
    @Nullable Level level,
    @Nullable String text,
    int backlog,
    boolean follow) {

  /** How many recent lines come first unless a number is given. */
  public static final int DEFAULT_BACKLOG = 50;

  static final String REPOSITORY = "repository";
  static final String RUN_ID = "run_id";
  static final String JOB_ID = "job_id";
  static final String LEVEL = "level";
  static final String TEXT = "q";
  static final String BACKLOG = "backlog";
  static final String FOLLOW = "follow";

  public TailQuery {
    if (backlog < 0) {
      throw new IllegalArgumentException("backlog is negative: " + backlog);
    }
  }

  /** The query of a URL that asks for this. */
  public String toQueryString() {
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, REPOSITORY, repository);
    put(parameters, RUN_ID, runId);
    put(parameters, JOB_ID, jobId);
    put(parameters, LEVEL, level == null ? null : level.name());
    put(parameters, TEXT, text);
    put(parameters, BACKLOG, Integer.toString(backlog));
    put(parameters, FOLLOW, Boolean.toString(follow));
    return parameters.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static void put(Map<String, String> to, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      to.put(name, value);
    }
  }
}
