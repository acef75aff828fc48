package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of a dead letter; {@code dead-letter.schema.json} describes it. */
public final class DeadLetterJson {
  private DeadLetterJson() {}

  /** The dead letter as UTF-8 JSON on one line; the original bytes are in base64. */
  public static byte[] write(DeadLetter letter) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("stage", letter.stage());
    node.put("reason", letter.reason());
    putIfPresent(node, "exception_class", letter.exceptionClass());
    node.put("failed_at", letter.failedAt().toString());
    putIfPresent(node, "topic", letter.topic());
    node.put("partition", letter.partition());
    node.put("offset", letter.offset());
    putIfPresent(node, "key", letter.key());
    node.put("source_offset", letter.sourceOffset());
    putIfPresent(node, "attributes", letter.attributes());
    node.put("original", letter.original());
    node.put("loops", letter.loops());
    Instant observed = letter.observedTimestamp();
    putIfPresent(node, "observed_timestamp", observed == null ? null : observed.toString());
    if (!letter.headers().isEmpty()) {
      ObjectNode headers = node.putObject("headers");
      new TreeMap<>(letter.headers()).forEach(headers::put);
    }
    try {
      return Json.MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void putIfPresent(ObjectNode node, String key, @Nullable String value) {
    if (value != null) {
      node.put(key, value);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not a dead letter
   */
  public static DeadLetter read(byte[] json) {
    try {
      JsonNode node = Json.MAPPER.readTree(json);
      String observed = text(node, "observed_timestamp");
      return new DeadLetter(
          node.required("stage").asText(),
          node.required("reason").asText(),
          text(node, "exception_class"),
          Instant.parse(node.required("failed_at").asText()),
          text(node, "topic"),
          node.required("partition").asInt(),
          node.required("offset").asLong(),
          text(node, "key"),
          node.required("source_offset").asLong(),
          text(node, "attributes"),
          node.required("original").binaryValue(),
          node.required("loops").asInt(),
          observed == null ? null : Instant.parse(observed),
          headers(node.path("headers")));
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("not a dead letter: " + e.getMessage(), e);
    }
  }

  private static Map<String, byte[]> headers(JsonNode node) throws IOException {
    Map<String, byte[]> headers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> header : node.properties()) {
      headers.put(header.getKey(), header.getValue().binaryValue());
    }
    return headers;
  }

  private static @Nullable String text(JsonNode node, String key) {
    JsonNode value = node.get(key);
    return value == null ? null : value.asText();
  }
}
