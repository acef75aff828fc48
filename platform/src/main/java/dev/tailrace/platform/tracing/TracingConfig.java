package dev.tailrace.platform.tracing;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.platform.config.ConfigException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/**
 * Which of the pipeline's work is traced, and where the spans go.
 *
 * @param endpoint where OTLP over HTTP is taken, without {@code /v1/traces}
 * @param sampleRatio the part of the traces whose lines are traced, above 0 and up to 1
 * @param queue how many spans may wait to be sent; what comes beyond is dropped
 * @param headers sent with each request, for example {@code Authorization}
 */
public record TracingConfig(
    URI endpoint, Double sampleRatio, Integer queue, Map<String, String> headers) {
  private static final int MOST_QUEUED = 1_000_000;

  public TracingConfig {
    endpoint = requireNonNullElse(endpoint, URI.create("http://127.0.0.1:4318"));
    sampleRatio = requireNonNullElse(sampleRatio, 0.001);
    queue = requireNonNullElse(queue, 4096);
    headers = Map.copyOf(requireNonNullElse(headers, Map.of()));
    String scheme = requireNonNullElse(endpoint.getScheme(), "");
    if (!(scheme.equals("http") || scheme.equals("https")) || endpoint.getHost() == null) {
      throw new ConfigException(
          "endpoint", endpoint, "write the address of an OTLP endpoint, as http://127.0.0.1:4318");
    }
    if (!(sampleRatio > 0 && sampleRatio <= 1)) {
      throw new ConfigException(
          "sample-ratio",
          sampleRatio,
          "must be above 0 and at most 1; to trace nothing, leave the section out");
    }
    headers.forEach(TracingConfig::checkHeader);
    if (queue < 1 || queue > MOST_QUEUED) {
      throw new ConfigException("queue", queue, "must be from 1 to " + MOST_QUEUED);
    }
  }

  private static void checkHeader(String name, String value) {
    try {
      HttpRequest.newBuilder().setHeader(name, value);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("headers", name, "is no header that can be sent");
    }
  }

  /** Where spans are posted to. */
  URI traces() {
    String base = endpoint.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "v1/traces");
  }
}
