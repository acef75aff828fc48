package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
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
    map.put("context", context);
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
      Header header = Json.MAPPER.readValue(json, Header.class);
      return new SourceAttributes(
          header.host == null ? UNKNOWN.host : header.host,
          header.path,
          header.service,
          Authority.byId(header.authority == null ? "" : header.authority).orElse(Authority.JOB),
          header.context == null ? Map.of() : header.context);
    } catch (IOException e) {
      throw new IllegalArgumentException("not source attributes: " + e.getMessage(), e);
    }
  }

  private static final class Header {
    public @Nullable String host;
    public @Nullable String path;
    public @Nullable String service;
    public @Nullable String authority;
    public @Nullable Map<String, String> context;
  }
}
