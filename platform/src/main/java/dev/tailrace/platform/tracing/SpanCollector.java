package dev.tailrace.platform.tracing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whoever takes spans: an endpoint of OTLP over HTTP, with protobuf. */
final class SpanCollector {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final InstrumentationScope SCOPE =
      InstrumentationScope.newBuilder().setName("dev.tailrace").build();

  /** OTLP's retryable status codes. */
  private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);

  /**
   * What came of a batch.
   *
   * @param failure what went wrong, in words an operator understands; null if nothing did
   * @param again whether the same batch may be taken later
   * @param refused how many spans are not wanted
   */
  record Reply(@Nullable String failure, boolean again, int refused) {
    private static Reply later(String failure) {
      return new Reply(failure, /* again= */ true, 0);
    }
  }

  private final TracingConfig config;
  private final Resource resource;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  SpanCollector(TracingConfig config, String service) {
    this.config = config;
    this.resource =
        Resource.newBuilder()
            .addAttributes(text("service.name", service))
            .addAttributes(text("service.instance.id", UUID.randomUUID().toString()))
            .build();
  }

  Reply send(List<Span> batch) throws InterruptedException {
    try {
      return reply(http.send(request(batch), HttpResponse.BodyHandlers.ofByteArray()), batch);
    } catch (IOException e) {
      return Reply.later(config.endpoint() + " does not answer: " + e);
    }
  }

  private HttpRequest request(List<Span> batch) {
    byte[] body =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(resource)
                    .addScopeSpans(ScopeSpans.newBuilder().setScope(SCOPE).addAllSpans(batch)))
            .build()
            .toByteArray();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(config.traces())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    config.headers().forEach(request::setHeader);
    return request.build();
  }

  private Reply reply(HttpResponse<byte[]> response, List<Span> batch) {
    int status = response.statusCode();
    if (AGAIN.contains(status)) {
      return Reply.later(config.endpoint() + " answers " + status);
    }
    if (status / 100 != 2) {
      return new Reply(config.endpoint() + " answers " + status, false, batch.size());
    }
    int refused = (int) Math.min(batch.size(), refused(response.body()));
    return new Reply(
        refused == 0 ? null : config.endpoint() + " refuses spans", /* again= */ false, refused);
  }

  private static long refused(byte[] body) {
    try {
      return ExportTraceServiceResponse.parseFrom(body).getPartialSuccess().getRejectedSpans();
    } catch (InvalidProtocolBufferException e) {
      return 0; // it says that it has taken them
    }
  }

  private static KeyValue text(String name, String value) {
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
