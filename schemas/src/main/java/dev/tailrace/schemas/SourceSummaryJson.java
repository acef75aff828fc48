package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The JSON form of a source's summary; {@code source-summary.schema.json} describes it. */
public final class SourceSummaryJson {
  private SourceSummaryJson() {}

  /** The summary as UTF-8 JSON on one line. */
  public static byte[] write(SourceSummary summary) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("source_id", summary.sourceId());
    node.put("job", summary.job());
    node.put("first_offset", summary.firstOffset());
    node.put("last_offset", summary.lastOffset());
    node.put("lines", summary.lines());
    node.put("bytes", summary.bytes());
    node.put("gaps", summary.gaps());
    node.put("gap_bytes", summary.gapBytes());
    node.put("duplicates", summary.duplicates());
    node.put("failed", summary.failed());
    node.put("errors", summary.errors());
    node.put("contiguous", summary.contiguous());
    node.put("ended", summary.ended());
    node.put("last_observed", summary.lastObserved());
    FailureLine failure = summary.failure();
    if (failure != null) {
      write(failure, node.putObject("failure"));
    }
    try {
      return Json.MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(FailureLine failure, ObjectNode node) {
    node.put("rank", failure.rank());
    node.put("event_id", failure.eventId());
    if (failure.fingerprint() != null) {
      node.put("fingerprint", failure.fingerprint());
    }
    node.put("message", failure.message());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not a summary
   */
  public static SourceSummary read(byte[] json) {
    try {
      JsonNode node = Json.MAPPER.readTree(json);
      return new SourceSummary(
          node.required("source_id").asText(),
          node.required("job").asText(),
          node.required("first_offset").asLong(),
          node.required("last_offset").asLong(),
          node.required("lines").asLong(),
          node.required("bytes").asLong(),
          node.required("gaps").asLong(),
          node.required("gap_bytes").asLong(),
          node.required("duplicates").asLong(),
          node.required("failed").asLong(),
          node.required("errors").asLong(),
          node.required("contiguous").asBoolean(),
          node.required("ended").asBoolean(),
          node.required("last_observed").asLong(),
          failure(node.get("failure")));
    } catch (IOException e) {
      throw new IllegalArgumentException("not a summary of a source: " + e.getMessage(), e);
    }
  }

  private static @Nullable FailureLine failure(@Nullable JsonNode node) {
    return node == null
        ? null
        : new FailureLine(
            node.required("rank").asInt(),
            node.required("event_id").asText(),
            node.path("fingerprint").asText(null),
            node.required("message").asText());
  }
}
