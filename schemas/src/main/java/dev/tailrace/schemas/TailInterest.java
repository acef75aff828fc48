package dev.tailrace.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lease: somebody watches these lines until then. The value of a record on {@link
 * Topics#TAIL_INTEREST}, keyed by who watches; a record without a value ends the lease. What is
 * null is not asked for; if all three are, everything is watched.
 *
 * @param repository the lines' repository, {@code organization/name}
 * @param runId the lines' run
 * @param jobId the lines' job
 * @param until when the lease ends unless it is renewed
 */
public record TailInterest(
    @Nullable String repository, @Nullable String runId, @Nullable String jobId, Instant until) {

  /** The JSON form. */
  public byte[] toJson() {
    ObjectNode node = Json.MAPPER.createObjectNode();
    if (repository != null) {
      node.put("repository", repository);
    }
    if (runId != null) {
      node.put("run_id", runId);
    }
    if (jobId != null) {
      node.put("job_id", jobId);
    }
    return node.put("until", until.toString()).toString().getBytes(UTF_8);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not a lease
   */
  public static TailInterest fromJson(byte[] json) {
    try {
      JsonNode node = Json.MAPPER.readTree(json);
      return new TailInterest(
          text(node, "repository"),
          text(node, "run_id"),
          text(node, "job_id"),
          Instant.parse(node.required("until").asText()));
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("not a lease: " + e.getMessage(), e);
    }
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }
}
