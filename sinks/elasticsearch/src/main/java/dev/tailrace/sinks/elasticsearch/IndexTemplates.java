package dev.tailrace.sinks.elasticsearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How day indices and replay indices are made: a component template with the fields, one with the
 * settings, and for each category and for replay an index template of both. A cluster's own
 * component template {@value #CUSTOM}, if there is one, comes after them and so has the last word.
 *
 * <p>Field types are those of Elasticsearch's core only. Nothing is mapped by guessing: a log can
 * hold any key, and guesses would conflict; what a writer adds is searchable as {@code
 * context.<key>} through one flattened field. Known keys that hold numbers are numbers beside it,
 * read from the document when a query asks, so that a value that is none spoils no document. The
 * names of the Elastic Common Schema are aliases, so that its dashboards work, but for the time:
 * logsdb wants it to be a field, so {@value #TIME} is one in either mode, which Elasticsearch fills
 * from the document's {@code timestamp}.
 */
final class IndexTemplates {
  /** What a cluster's owner may add or change. */
  static final String CUSTOM = "tailrace@custom";

  /** The time of an event, by which it is best asked for. */
  static final String TIME = "@timestamp";

  private static final String FIELDS = "tailrace-fields";
  private static final String SETTINGS = "tailrace-settings";

  /** Above Elasticsearch's own templates. */
  static final int PRIORITY = 510;

  private static final int VERSION = 5;
  // Lucene takes terms of 32766 bytes; a character has at most four.
  private static final int LONGEST_KEYWORD = 8_191;

  /** A message that is no longer is searchable as a whole as well: those that name an event are. */
  private static final int LONGEST_EVENT_NAME = 32;

  private static final int LONGEST_CONTEXT_VALUE = 4_096;
  private static final int DEEPEST_CONTEXT = Json.MAX_DEPTH + 4;

  private static final Map<String, String> ALIASES =
      Map.of(
          "log.level", "level",
          "trace.id", "trace_id",
          "span.id", "span_id",
          "event.id", "event_id",
          "host.name", "source.host",
          "log.file.path", "source.path");

  /** The type of each known key that is not just a word. */
  private static final Map<String, String> TYPED_CONTEXT =
      Map.of(
          ContextKeys.ATTEMPT,
          "long",
          ContextKeys.STEP_NUMBER,
          "long",
          ContextKeys.RETENTION_DAYS,
          "long",
          ContextKeys.EXIT_CODE,
          "long",
          ContextKeys.ORIGINAL_LENGTH,
          "long",
          ContextKeys.QUEUE_WAIT_MS,
          "double",
          ContextKeys.DURATION_MS,
          "double",
          ContextKeys.TOTAL_DURATION_MS,
          "double",
          ContextKeys.TEST + ".duration_ms",
          "double",
          ContextKeys.CACHE_HIT,
          "boolean");

  private IndexTemplates() {}

  /**
   * What is to be installed, in that order.
   *
   * @param mode of new indices, {@link IndexMode#STANDARD} or {@link IndexMode#LOGSDB}
   * @param managed whether the cluster's index lifecycle management ends retention
   */
  static List<Definition> all(
      ElasticsearchConfig.Indices indices, IndexMode mode, boolean managed) {
    List<Definition> all = new ArrayList<>();
    all.add(component(FIELDS, "mappings", mappings()));
    all.add(component(SETTINGS, "settings", settings(indices, mode)));
    for (Category category : Category.values()) {
      all.add(template(category, managed));
    }
    all.add(template("tailrace-replay", ReplayIndex.PREFIX));
    return all;
  }

  private static Definition component(String name, String part, ObjectNode content) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("version", VERSION);
    body.putObject("template").set(part, content);
    return new Definition("component_template", name, body);
  }

  private static Definition template(Category category, boolean managed) {
    Definition template = template("tailrace-" + category.id(), category.indexPrefix());
    if (managed) {
      HotLifecycle.settings(category, template.body().putObject("template").putObject("settings"));
    }
    return template;
  }

  private static Definition template(String name, String prefix) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("version", VERSION).put("priority", PRIORITY);
    body.putArray("index_patterns").add(prefix + "*");
    body.putArray("composed_of").add(FIELDS).add(SETTINGS).add(CUSTOM);
    body.putArray("ignore_missing_component_templates").add(CUSTOM);
    return new Definition("index_template", name, body);
  }

  private static ObjectNode settings(ElasticsearchConfig.Indices indices, IndexMode mode) {
    ObjectNode settings = Json.MAPPER.createObjectNode();
    ObjectNode index = settings.putObject("index");
    index.put("number_of_shards", 1);
    index.put("number_of_replicas", indices.replicas());
    index.put("refresh_interval", indices.refreshInterval().toMillis() + "ms");
    if (indices.codec() != null) {
      index.put("codec", indices.codec());
    }
    mode.settings(index);
    // Lines of a source are alike; beside one another they take a fifth less.
    ObjectNode sort = index.putObject("sort");
    sort.putArray("field").add("source.id").add(TIME);
    sort.putArray("order").add("asc").add("desc");
    return settings;
  }

  private static ObjectNode mappings() {
    ObjectNode mappings = Json.MAPPER.createObjectNode().put("dynamic", false);
    fields(mappings.putObject("properties"));
    ObjectNode runtime = mappings.putObject("runtime");
    TYPED_CONTEXT.forEach((key, type) -> runtime.putObject("context." + key).put("type", type));
    return mappings;
  }

  private static void fields(ObjectNode properties) {
    type(properties, TIME, "date");
    // Found by its doc values alone: a second index of the same times would be a waste.
    type(properties, "timestamp", "date").put("index", false).put("copy_to", TIME);
    type(properties, "observed_timestamp", "date");
    ObjectNode message = type(properties, "message", "text").putObject("fields");
    type(message, "keyword", "keyword").put("ignore_above", LONGEST_EVENT_NAME);
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

  /**
   * A template to be put into the cluster.
   *
   * @param kind {@code component_template} or {@code index_template}
   */
  record Definition(String kind, String name, ObjectNode body) {
    String path() {
      return "/_" + kind + "/" + name;
    }

    /** As in {@code index template tailrace-job-execution}. */
    String title() {
      return kind.replace('_', ' ') + " " + name;
    }
  }
}
