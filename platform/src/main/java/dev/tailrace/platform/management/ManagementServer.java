package dev.tailrace.platform.management;

import dev.tailrace.platform.http.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves {@code /healthz} (503 only if a restart is needed), {@code /ready} (503 while any
 * component does not work) and {@code /metrics} (Prometheus text).
 */
public final class ManagementServer implements AutoCloseable {
  private final HttpServer server;

  /**
   * @param components what to report on
   * @param registry what to serve on {@code /metrics}
   */
  public ManagementServer(
      ManagementConfig config, List<? extends Component> components, CollectorRegistry registry) {
    this.server =
        new HttpServer(
            "management",
            config.host(),
            config.port(),
            new Endpoints(new HealthReport(components), registry));
  }

  /**
   * @throws IOException if the port is taken
   */
  public void start() throws IOException {
    server.start();
  }

  /** The metrics in Prometheus's text format 0.0.4. */
  public static String text(CollectorRegistry registry) {
    StringWriter text = new StringWriter();
    try {
      TextFormat.write004(text, registry.metricFamilySamples());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no I/O
    }
    return text.toString();
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class Endpoints extends Handler.Abstract {
    private final HealthReport health;
    private final CollectorRegistry registry;

    Endpoints(HealthReport health, CollectorRegistry registry) {
      this.health = health;
      this.registry = registry;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
        return false;
      }
      switch (Request.getPathInContext(request)) {
        case "/healthz" -> answer(response, callback, health.live(), health.json());
        case "/ready" -> answer(response, callback, health.ready(), health.json());
        case "/metrics" -> metrics(response, callback);
        default -> {
          return false;
        }
      }
      return true;
    }

    private static void answer(Response response, Callback callback, boolean good, byte[] json) {
      response.setStatus(good ? 200 : 503);
      write(response, callback, "application/json", json);
    }

    private void metrics(Response response, Callback callback) {
      byte[] body = text(registry).getBytes(StandardCharsets.UTF_8);
      write(response, callback, TextFormat.CONTENT_TYPE_004, body);
    }

    private static void write(Response response, Callback callback, String type, byte[] body) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      response.write(true, ByteBuffer.wrap(body), callback);
    }
  }
}
