package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.platform.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How Elasticsearch and Kibana are told who asks: by an API key, a user name, or not at all. */
public final class Authorization {
  private Authorization() {}

  /**
   * @throws ConfigException if a user name or a password is missing, or there is a key as well
   */
  public static void check(
      @Nullable String apiKey, @Nullable String username, @Nullable String password) {
    if ((username == null) != (password == null)) {
      throw new ConfigException("username", username, "give username and password, or neither");
    }
    if (apiKey != null && username != null) {
      throw new ConfigException("api-key", "...", "give an api-key or a username, not both");
    }
  }

  /** The value of the header {@code Authorization}; empty if nobody is named. */
  public static Optional<String> header(
      @Nullable String apiKey, @Nullable String username, @Nullable String password) {
    if (apiKey != null) {
      return Optional.of("ApiKey " + apiKey);
    }
    if (username == null) {
      return Optional.empty();
    }
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
