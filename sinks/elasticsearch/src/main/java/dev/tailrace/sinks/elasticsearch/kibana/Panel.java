package dev.tailrace.sinks.elasticsearch.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One figure of a dashboard: a specification of Vega-Lite, whose data is the answer to a query that
 * stands in it as Elasticsearch takes it, but for Kibana's placeholders of time and filters.
 *
 * @param name of its file, without {@code .json}
 * @param spec the file's text
 */
record Panel(String name, String spec) {
  private static final String FOLDER = "panels/";

  Panel {
    if (description(name, spec).isBlank()) {
      throw new IllegalArgumentException("the panel " + name + " has no description");
    }
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  static Panel named(String name) {
    try (InputStream in = Panel.class.getResourceAsStream(FOLDER + name + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no panel " + name);
      }
      return new Panel(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it shows, and from which lines. */
  String description() {
    return description(name, spec);
  }

  private static String description(String name, String spec) {
    return tree(name, spec).path("description").asText();
  }

  private static JsonNode tree(String name, String spec) {
    try {
      return Json.MAPPER.readTree(spec);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the panel " + name + " is not JSON", e);
    }
  }
}
