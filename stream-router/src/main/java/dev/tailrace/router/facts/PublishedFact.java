package dev.tailrace.router.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was published of something.
 *
 * @param heard when something was last heard of it, in milliseconds since 1970
 * @param ended whether it has ended
 * @param fact what is known of it
 */
record PublishedFact(long heard, boolean ended, Map<String, Object> fact) {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  byte[] write() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("heard", Long.toString(heard));
    all.put("ended", ended);
    all.put("fact", fact);
    return json(all);
  }

  static PublishedFact read(byte @Nullable [] stored) {
    if (stored == null) {
      return new PublishedFact(0, /* ended= */ false, Map.of());
    }
    try {
      Map<String, Object> all = Json.MAPPER.readValue(stored, OBJECT);
      Map<String, Object> fact = Json.MAPPER.convertValue(all.get("fact"), OBJECT);
      return new PublishedFact(
          Long.parseLong((String) all.getOrDefault("heard", "0")),
          Boolean.TRUE.equals(all.get("ended")),
          fact);
    } catch (IOException e) {
      throw new IllegalStateException("not a fact that was published", e);
    }
  }

  static byte[] json(Map<String, Object> object) {
    try {
      return Json.MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
