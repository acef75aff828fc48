package dev.tailrace.platform.management;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;

/**
 * Where health and metrics are served.
 *
 * @param host the address to listen on; all addresses by default, as probes and Prometheus come
 *     from other machines
 * @param port from 0 to 65535; 0 takes a free one
 */
public record ManagementConfig(String host, Integer port) {
  public ManagementConfig {
    host = requireNonNullElse(host, "0.0.0.0");
    port = requireNonNullElse(port, 8081);
    if (port < 0 || port > 65_535) {
      throw new ConfigException("port", port, "must be from 0 to 65535");
    }
  }
}
