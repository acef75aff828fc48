package dev.tailrace.sinks.elasticsearch.kibana;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.sinks.elasticsearch.Authorization;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Kibana is and who may write to it.
 *
 * @param url as in {@code https://kibana.example:5601}, with Kibana's base path if it has one
 * @param apiKey an encoded API key of Elasticsearch, instead of a user name
 * @param username for basic authentication; needs {@code password}
 * @param password for basic authentication; needs {@code username}
 * @param space the id of a space; null is the default space
 */
public record KibanaConfig(
    URI url,
    @Nullable String apiKey,
    @Nullable String username,
    @Nullable String password,
    @Nullable String space) {

  private static final Pattern SPACE_ID = Pattern.compile("[a-z0-9_-]+");

  public KibanaConfig {
    if (url == null || !isHttp(url)) {
      throw new ConfigException("url", url, "write it as https://kibana.example:5601");
    }
    Authorization.check(apiKey, username, password);
    if (space != null && !SPACE_ID.matcher(space).matches()) {
      throw new ConfigException("space", space, "write its id, as it stands in addresses: ci-team");
    }
  }

  private static boolean isHttp(URI url) {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    return http && url.getHost() != null;
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "KibanaConfig[url=" + url + ", space=" + space + "]";
  }
}
