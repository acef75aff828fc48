package dev.tailrace.testing.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on loopback that takes {@code POST /v1/traces} with protobuf, as a collector of
 * OpenTelemetry does, and keeps what it has taken.
 */
public final class OtlpCollector implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<ExportTraceServiceRequest> taken = new CopyOnWriteArrayList<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile int rejected;

  private OtlpCollector(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/v1/traces", this::answer);
    server.start();
  }

  /** Starts it on a free port. */
  public static OtlpCollector start() throws IOException {
    return new OtlpCollector(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  /** What an exporter is configured with. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on every request is answered with this status; it is taken if that is 200. */
  public void answerWith(int newStatus) {
    status = newStatus;
  }

  /** From now on so many spans of each request are said not to be wanted. */
  public void reject(int spans) {
    rejected = spans;
  }

  /** The status of each answer that was given. */
  public List<Integer> answers() {
    return List.copyOf(answers);
  }

  /** The requests that were taken. */
  public List<ExportTraceServiceRequest> requests() {
    return List.copyOf(taken);
  }

  /** The spans of the requests that were taken. */
  public List<Span> spans() {
    return taken.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    int answer = isProtobuf(exchange) ? status : 415;
    byte[] body = {};
    if (answer == 200) {
      try {
        taken.add(ExportTraceServiceRequest.parseFrom(request));
        body = response().toByteArray();
      } catch (InvalidProtocolBufferException e) {
        answer = 400;
      }
    }
    answers.add(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(answer, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static boolean isProtobuf(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("POST")
        && "application/x-protobuf".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
  }

  private ExportTraceServiceResponse response() {
    return ExportTraceServiceResponse.newBuilder()
        .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(rejected))
        .build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
