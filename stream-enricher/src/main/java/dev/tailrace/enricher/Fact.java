package dev.tailrace.enricher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.JsonMembers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a runner, a repository or a run, ready to be added to the context of events. The
 * lines of a source lack the same keys, so the bytes of the last selection are kept.
 */
final class Fact {
  private record Selection(int keys, @Nullable JsonMembers members) {}

  private final String[] names;
  private final Object[] values;
  private volatile Selection last;

  private Fact(Map<String, Object> known) {
    names = known.keySet().toArray(String[]::new);
    values = known.values().toArray();
    last = select(all());
  }

  /**
   * Reads a fact.
   *
   * @param keys what is read; anything else is ignored. At most 31
   * @param otherwise what is known where the fact does not say it
   * @throws IllegalArgumentException if it is no JSON object
   */
  static Fact read(byte[] json, List<String> keys, Map<String, Object> otherwise) {
    JsonNode object = object(json);
    Map<String, Object> known = new LinkedHashMap<>();
    for (String key : keys) {
      Object said = value(object.path(key));
      Object value = said == null ? otherwise.get(key) : said;
      if (value != null) {
        known.put(key, value);
      }
    }
    return new Fact(known);
  }

  /**
   * @throws IllegalArgumentException if it is no JSON object
   */
  static JsonNode object(byte[] json) {
    try {
      JsonNode node = Json.MAPPER.readTree(json);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isInt()) {
      return node.intValue();
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList();
    }
    return null;
  }

  /** The context with what it lacks and this knows; the same context if it lacks nothing. */
  Map<String, Object> addTo(Map<String, Object> context) {
    int lacking = lacking(context);
    if (lacking == 0) {
      return context;
    }
    Selection selection = last;
    if (selection.keys() != lacking) {
      selection = select(lacking);
      last = selection;
    }
    JsonMembers members = selection.members();
    return Facts.joined(context, members == null ? known(lacking) : members);
  }

  private int all() {
    return (1 << names.length) - 1;
  }

  private int lacking(Map<String, Object> context) {
    int lacking = 0;
    for (int i = 0; i < names.length; i++) {
      if (!context.containsKey(names[i])) {
        lacking |= 1 << i;
      }
    }
    return lacking;
  }

  private Selection select(int keys) {
    return new Selection(keys, JsonMembers.of(known(keys)));
  }

  private Map<String, Object> known(int keys) {
    Map<String, Object> joined = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      if ((keys & (1 << i)) != 0) {
        joined.put(names[i], values[i]);
      }
    }
    return joined;
  }

  @Override
  public String toString() {
    return new ArrayList<>(known(all()).entrySet()).toString();
  }
}
