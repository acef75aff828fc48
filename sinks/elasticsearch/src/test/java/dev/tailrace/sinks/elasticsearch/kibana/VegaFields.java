package dev.tailrace.sinks.elasticsearch.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the fields of a row through the transforms of a specification of Vega-Lite: whatever a
 * transform or an encoding names must be in the answer, or made by a transform before.
 */
final class VegaFields {
  private static final Pattern DATUM = Pattern.compile("datum\\.([A-Za-z0-9_.\\[\\]]+)");
  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

  private final String panel;
  private final ObjectNode row;

  private VegaFields(String panel, ObjectNode row) {
    this.panel = panel;
    this.row = row;
  }

  static void check(String panel, JsonNode spec, JsonNode answer) {
    VegaFields fields = new VegaFields(panel, ((ObjectNode) answer).deepCopy());
    for (JsonNode transform : spec.path("transform")) {
      fields.transform(transform);
    }
    spec.path("encoding").forEach(fields::encoding);
    for (JsonNode layer : spec.path("layer")) {
      layer.path("transform").forEach(fields::transform);
      layer.path("encoding").forEach(fields::encoding);
    }
  }

  private void transform(JsonNode transform) {
    expression(transform.path("calculate").asText());
    expression(transform.path("filter").asText());
    transform.path("flatten").forEach(field -> flatten(field.asText(), transform));
    transform.path("fold").forEach(field -> require(field.asText()));
    for (String kind : new String[] {"window", "joinaggregate"}) {
      for (JsonNode operation : transform.path(kind)) {
        if (operation.has("field")) {
          require(operation.get("field").asText());
        }
        row.put(operation.get("as").asText(), 1);
      }
    }
    transform.path("sort").forEach(sort -> require(sort.get("field").asText()));
    if (transform.has("calculate")) {
      calculate(transform.get("calculate").asText(), transform.get("as").asText());
    }
    if (transform.has("fold")) {
      row.put(transform.get("as").get(0).asText(), "the name of the first");
      row.set(transform.get("as").get(1).asText(), at(transform.get("fold").get(0).asText()));
    }
  }

  /** What only gives a part of the row another name keeps its shape. */
  private void calculate(String expression, String name) {
    Matcher alone = DATUM.matcher(expression);
    row.set(
        name, alone.matches() ? at(alone.group(1)) : Json.MAPPER.getNodeFactory().numberNode(1));
  }

  private void flatten(String field, JsonNode transform) {
    JsonNode array = require(field);
    assertThat(array.isArray() && !array.isEmpty()).as("%s: %s has rows", panel, field).isTrue();
    row.set(transform.get("as").get(0).asText(), array.get(0));
  }

  private void expression(String expression) {
    DATUM.matcher(expression).results().forEach(found -> require(found.group(1)));
  }

  private void encoding(JsonNode channel) {
    if (channel.isArray()) {
      channel.forEach(this::encoding);
    } else if (channel.has("field")) {
      require(channel.get("field").asText());
    }
  }

  private JsonNode require(String path) {
    JsonNode found = at(path);
    assertThat(found.isMissingNode()).as("%s: %s is not in %s", panel, path, row).isFalse();
    return found;
  }

  private JsonNode at(String path) {
    JsonNode whole = row.path(path);
    return whole.isMissingNode()
        ? row.at("/" + INDEX.matcher(path).replaceAll("/$1").replace('.', '/'))
        : whole;
  }
}
