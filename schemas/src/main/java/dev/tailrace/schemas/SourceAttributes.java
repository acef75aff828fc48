package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says of a source, once for all of its lines. It travels in the record header {@link
 * TailraceHeaders#ATTRIBUTES}; the bytes are the same for every line of a source.
 *
 * @param host the agent's machine
 * @param path the file's path when it was first seen; null for standard input
 * @param service who writes it; null lets the line say
 * @param authority how far its content may be believed
 * @param context keys and values for the context of every line, for example repository and job_id;
 *     they win over what the line says
 */
public record SourceAttributes(
    String host,
    @Nullable String path,
    @Nullable String service,
    Authority authority,
    Map<String, String> context) {

  /** For records that no agent sent: nothing is known and nothing is believed. */
  public static final SourceAttributes UNKNOWN =
      new SourceAttributes("unknown", null, null, Authority.JOB, Map.of());

  public SourceAttributes {
    context = Map.copyOf(context);
  }

  /** The header's value. */
  public byte[] toJson() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("host", host);
    if (path != null) {
      map.put("path", path);
    }
    if (service != null) {
      map.put("service", service);
    }
    map.put("authority", authority.id());
    map.put("context", new TreeMap<>(context));
    try {
      return Json.MAPPER.writeValueAsBytes(map);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a header's value.
   *
   * @throws IllegalArgumentException if it is not what {@link #toJson} writes
   */
  public static SourceAttributes fromJson(byte[] json) {
    try {
      JsonNode node = Json.MAPPER.readTree(json);
      Map<String, String> context = new LinkedHashMap<>();
      node.path("context")
          .properties()
          .forEach(e -> context.put(e.getKey(), e.getValue().asText()));
      return new SourceAttributes(
          node.path("host").asText(UNKNOWN.host()),
          node.path("path").asText(null),
          node.path("service").asText(null),
          Authority.byId(node.path("authority").asText()).orElse(Authority.JOB),
          context);
    } catch (IOException e) {
      throw new IllegalArgumentException("not source attributes: " + e.getMessage(), e);
    }
  }
}
