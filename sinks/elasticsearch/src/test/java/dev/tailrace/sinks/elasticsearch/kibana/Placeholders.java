package dev.tailrace.sinks.elasticsearch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Puts a time range and the filter of a dashboard in the place of Kibana's placeholders, as its
 * Vega visualisation does.
 */
final class Placeholders {
  private static final String TIME = "%timefilter%";
  private static final String AUTO = "%autointerval%";
  private static final String FILTER = "%dashboard_context-filter_clause%";
  private static final List<String> CLAUSES =
      List.of("%dashboard_context-must_clause%", FILTER, "%dashboard_context-must_not_clause%");

  private final Instant from;
  private final Instant to;
  private final @Nullable ObjectNode filter;

  Placeholders(Instant from, Instant to, @Nullable ObjectNode filter) {
    this.from = from;
    this.to = to;
    this.filter = filter;
  }

  /** A copy of a query's body without placeholders. */
  JsonNode fill(JsonNode body) {
    if (body instanceof ArrayNode array) {
      return array(array);
    }
    return body instanceof ObjectNode object ? object(object) : body.deepCopy();
  }

  private ArrayNode array(ArrayNode array) {
    ArrayNode filled = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : array) {
      if (!CLAUSES.contains(item.asText())) {
        filled.add(fill(item));
      } else if (filter != null && item.asText().equals(FILTER)) {
        filled.add(filter.deepCopy());
      }
    }
    return filled;
  }

  private JsonNode object(ObjectNode object) {
    JsonNode bound = object.path(TIME);
    if (bound.isBoolean()) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("gte", shifted(from, object).toString())
          .put("lte", shifted(to, object).toString())
          .put("format", "strict_date_optional_time");
    }
    if (bound.isTextual()) {
      Instant at = bound.asText().equals("min") ? from : to;
      return JsonNodeFactory.instance.numberNode(shifted(at, object).toEpochMilli());
    }
    ObjectNode filled = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(
            member -> {
              if (member.getValue().has(AUTO)) {
                filled.put("fixed_interval", interval(member.getValue().get(AUTO).asInt()));
              } else {
                filled.set(member.getKey(), fill(member.getValue()));
              }
            });
    return filled;
  }

  /** Kibana rounds; what it makes of other lengths no test here needs. */
  private String interval(int parts) {
    Duration length = Duration.between(from, to).dividedBy(parts);
    if (length.toMinutes() < 20 || length.toMinutes() > 45) {
      throw new IllegalArgumentException("not rounded to half an hour: " + length);
    }
    return "30m";
  }

  private static Instant shifted(Instant time, ObjectNode placeholder) {
    if (!placeholder.has("shift")) {
      return time;
    }
    String unit = placeholder.get("unit").asText().toUpperCase(Locale.ROOT) + "S";
    return time.plus(placeholder.get("shift").asInt(), ChronoUnit.valueOf(unit));
  }
}
