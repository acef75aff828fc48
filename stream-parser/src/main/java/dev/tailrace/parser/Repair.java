package dev.tailrace.parser;

import dev.tailrace.schemas.JsonMembers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Repairs a context so that every store can hold it: controls are made visible in keys and texts,
 * an empty key gets a name, and keys that become equal stay apart. Depth is bounded by the reader.
 */
final class Repair {
  /** Stands for a key without characters, which Elasticsearch cannot index. */
  static final String EMPTY_KEY = "_";

  private Repair() {}

  /** A context that every store can hold; what is kept as bytes is such a one. */
  static Map<String, Object> repaired(Map<String, Object> context) {
    return context instanceof JsonMembers || context.isEmpty() ? context : map(context);
  }

  static Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> repaired = new LinkedHashMap<>();
    map.forEach((key, value) -> put(repaired, key((String) key), value(value)));
    return repaired;
  }

  /**
   * Adds a value under the key, or under one made from it if that is taken. The map's size makes
   * the second try unique, so that a line full of such keys costs no more than another.
   */
  static void put(Map<String, Object> map, String key, Object value) {
    String free = map.containsKey(key) ? key + "_" : key;
    for (int n = map.size(); map.containsKey(free); n++) {
      free = key + "_" + n;
    }
    map.put(free, value);
  }

  private static String key(String key) {
    return key.isEmpty() ? EMPTY_KEY : Controls.visible(key);
  }

  private static Object value(Object value) {
    if (value instanceof String text) {
      return Controls.visible(text);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    return value instanceof List<?> list ? list(list) : value;
  }

  private static List<Object> list(List<?> list) {
    List<Object> repaired = new ArrayList<>(list.size());
    list.forEach(item -> repaired.add(value(item)));
    return repaired;
  }
}
