package dev.tailrace.sinks.elasticsearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Json;
import java.util.List;
import java.util.Map;

/**
 * How day indices and replay indices are made. Field types are those of Elasticsearch's core only.
 * Nothing is mapped by guessing: a log can hold any key, and guesses would conflict; what a writer
 * adds is searchable as {@code context.<key>} through one flattened field. The names of the Elastic
 * Common Schema are aliases, so that its dashboards work.
 */
final class IndexTemplate {
  static final String NAME = "tailrace";

  private static final int PRIORITY = 500;
  private static final int VERSION = 3;
  // Lucene takes terms of 32766 bytes; a character has at most four.
  private static final int LONGEST_KEYWORD = 8_191;
  private static final int LONGEST_CONTEXT_VALUE = 4_096;
  private static final int DEEPEST_CONTEXT = Json.MAX_DEPTH + 4;

  private static final Map<String, String> ALIASES =
      Map.of(
          "@timestamp", "timestamp",
          "log.level", "level",
          "trace.id", "trace_id",
          "span.id", "span_id",
          "event.id", "event_id",
          "host.name", "source.host",
          "log.file.path", "source.path");

  private IndexTemplate() {}

  /** The body of {@code PUT _index_template/tailrace}. */
  static ObjectNode json(ElasticsearchConfig.Indices indices) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    ArrayNode patterns = root.putArray("index_patterns");
    for (Category category : Category.values()) {
      patterns.add(category.indexPrefix() + "*");
    }
    patterns.add(ReplayIndex.PREFIX + "*");
    root.put("priority", PRIORITY);
    root.put("version", VERSION);
    ObjectNode template = root.putObject("template");
    ObjectNode settings = template.putObject("settings").putObject("index");
    settings.put("number_of_shards", 1);
    settings.put("number_of_replicas", indices.replicas());
    settings.put("refresh_interval", indices.refreshInterval().toMillis() + "ms");
    ObjectNode mappings = template.putObject("mappings");
    mappings.put("dynamic", false);
    fields(mappings.putObject("properties"));
    return root;
  }

  private static void fields(ObjectNode properties) {
    type(properties, "timestamp", "date");
    type(properties, "observed_timestamp", "date");
    type(properties, "message", "text");
    type(properties, "failure_rank", "short");
    for (String name :
        List.of("level", "trace_id", "span_id", "category", "event_id", "tags", "fingerprint")) {
      keyword(properties, name);
    }
    // An alias cannot live under a field that is no object, so service.name is a second field.
    keyword(properties, "service").putObject("fields").putObject("name").put("type", "keyword");
    ObjectNode source = properties.putObject("source").putObject("properties");
    type(source, "offset", "long");
    for (String name : List.of("id", "host", "path", "authority")) {
      keyword(source, name);
    }
    type(properties, "context", "flattened")
        .put("ignore_above", LONGEST_CONTEXT_VALUE)
        .put("depth_limit", DEEPEST_CONTEXT);
    ALIASES.forEach((name, path) -> alias(properties, name, path));
  }

  private static ObjectNode keyword(ObjectNode properties, String name) {
    return type(properties, name, "keyword").put("ignore_above", LONGEST_KEYWORD);
  }

  private static ObjectNode type(ObjectNode properties, String name, String type) {
    return properties.putObject(name).put("type", type);
  }

  private static void alias(ObjectNode properties, String name, String path) {
    ObjectNode at = properties;
    String[] parts = name.split("\\.", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      at = at.withObjectProperty(parts[i]).withObjectProperty("properties");
    }
    type(at, parts[parts.length - 1], "alias").put("path", path);
  }
}
