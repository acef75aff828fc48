package dev.tailrace.platform.management;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a component is.
 *
 * @param status whether it does its work
 * @param live false if only a restart of the process can help
 * @param error what is wrong, in words an operator understands; null if healthy
 * @param details numbers and text worth seeing, for example a lag
 */
public record Health(
    Status status, boolean live, @Nullable String error, Map<String, Object> details) {

  /** The words of the platform's health checks. */
  public enum Status {
    HEALTHY,
    /** Works, but slower or with less than it should have. */
    DEGRADED,
    /** Does not work now. */
    UNHEALTHY;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Health {
    details = Map.copyOf(details);
  }

  /** The same, with these details besides. */
  public Health with(Map<String, ?> more) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.putAll(more);
    return new Health(status, live, error, all);
  }

  public static Health healthy(Map<String, Object> details) {
    return new Health(Status.HEALTHY, true, null, details);
  }

  public static Health degraded(String error, Map<String, Object> details) {
    return new Health(Status.DEGRADED, true, error, details);
  }

  /** Does not work now, but may recover by itself. */
  public static Health unhealthy(String error, Map<String, Object> details) {
    return new Health(Status.UNHEALTHY, true, error, details);
  }

  /** Does not work and will not until the process is restarted. */
  public static Health dead(String error) {
    return new Health(Status.UNHEALTHY, false, error, Map.of());
  }
}
