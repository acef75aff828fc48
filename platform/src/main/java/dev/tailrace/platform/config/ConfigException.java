package dev.tailrace.platform.config;

import org.jspecify.annotations.Nullable;

/**
 * A configuration that cannot be used. The message is one line that names key, value and remedy.
 */
public final class ConfigException extends RuntimeException {
  private final String key;
  private final String problem;

  /**
   * @param key the key, relative to the record that refuses it, or empty for the record itself
   * @param value the value that was found; null if there was none
   * @param remedy what to write instead, as in "must be a port from 0 to 65535"
   */
  public ConfigException(String key, @Nullable Object value, String remedy) {
    this(key, (value == null ? "is missing" : "'" + shortened(value) + "'") + ": " + remedy);
  }

  private ConfigException(String key, String problem) {
    super(key.isEmpty() ? problem : key + " " + problem);
    this.key = key;
    this.problem = problem;
  }

  /** A key that nothing reads. */
  static ConfigException unknownKey(String key, String known) {
    return new ConfigException(key, "is not a known key: known here are " + known);
  }

  /** The same problem, seen from the record that holds this one under a key. */
  ConfigException under(String path) {
    if (path.isEmpty()) {
      return this;
    }
    return new ConfigException(key.isEmpty() ? path : path + "." + key, problem);
  }

  private static String shortened(Object value) {
    String text = value.toString().replaceAll("\\s+", " ");
    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
  }
}
