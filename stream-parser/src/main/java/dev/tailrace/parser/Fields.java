package dev.tailrace.parser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a structured line, from which the known ones are taken one by one. What nobody
 * takes is left for the context.
 */
final class Fields {
  private final Map<String, Object> members;

  /**
   * @param members is changed by taking
   */
  Fields(Map<String, Object> members) {
    this.members = members;
  }

  /**
   * Takes the first of these members that can be read. A dotted name is looked for as it is and as
   * a member of an object, as ECS has both; an object is left whole.
   *
   * @return what the reader made of it, or null if it could read none
   */
  <T> @Nullable T take(List<String> names, Function<Object, @Nullable T> reader) {
    for (String name : names) {
      Object value = members.get(name);
      T read = value == null ? null : reader.apply(value);
      if (read != null) {
        members.remove(name);
        return read;
      }
      T nested = value == null ? nested(name, reader) : null;
      if (nested != null) {
        return nested;
      }
    }
    return null;
  }

  private <T> @Nullable T nested(String name, Function<Object, @Nullable T> reader) {
    int dot = name.indexOf('.');
    if (dot > 0 && members.get(name.substring(0, dot)) instanceof Map<?, ?> object) {
      Object value = object.get(name.substring(dot + 1));
      return value == null ? null : reader.apply(value);
    }
    return null;
  }

  /** Whether any of these members is left. */
  boolean holdsAny(List<String> names) {
    return names.stream().anyMatch(members::containsKey);
  }

  /** What is left, with the members of the object {@code context} first. */
  Map<String, Object> rest() {
    Object context = members.remove("context");
    if (context == null) {
      return members;
    }
    Map<String, Object> rest = new LinkedHashMap<>();
    if (context instanceof Map<?, ?> object) {
      object.forEach((key, value) -> rest.put((String) key, value));
    } else {
      rest.put("context", context);
    }
    members.forEach((key, value) -> Repair.put(rest, key, value));
    return rest;
  }
}
