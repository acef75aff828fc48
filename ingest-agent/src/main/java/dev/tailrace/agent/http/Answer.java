package dev.tailrace.agent.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tailrace.agent.http.lines.Refused;
import dev.tailrace.agent.http.otlp.Otlp;
import dev.tailrace.schemas.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer's status and body.
 *
 * @param retryAfterSeconds 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // written, never compared
record Answer(int status, String contentType, byte[] body, int retryAfterSeconds) {
  private static final String JSON = "application/json";

  /** Lines are stored. */
  static Answer accepted(int lines) {
    return new Answer(202, JSON, json(Map.of("lines", lines)), 0);
  }

  /** OTLP asks for 200. */
  static Answer accepted(Otlp otlp, long rejected) {
    return new Answer(200, otlp.contentType(), otlp.success(rejected), 0);
  }

  static Answer refused(Refused refused) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("error", refused.error());
    body.put("remedy", refused.remedy());
    return new Answer(refused.status(), JSON, json(body), refused.retryAfterSeconds());
  }

  static Answer refused(Otlp otlp, Refused refused) {
    return new Answer(
        refused.status(), otlp.contentType(), otlp.failure(refused), refused.retryAfterSeconds());
  }

  private static byte[] json(Object body) {
    try {
      return Json.MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
