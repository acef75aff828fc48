package dev.tailrace.platform.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Json;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Part agent = new Part("agent");
  private final Part sink = new Part("sink-s3");
  private final ManagementServer server =
      new ManagementServer(new ManagementConfig("127.0.0.1", 0), List.of(agent, sink), registry);
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(10))
            .method(method, BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private int status(String path) throws Exception {
    return send("GET", path).statusCode();
  }

  @Test
  void healthyProcessIsLiveAndReady() throws Exception {
    agent.health = Health.healthy(Map.of("lag", 3));

    assertThat(status("/healthz")).isEqualTo(200);
    HttpResponse<String> ready = send("GET", "/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.headers().firstValue("content-type")).hasValue("application/json");
    JsonNode report = Json.MAPPER.readTree(ready.body());
    assertThat(report.get("status").asText()).isEqualTo("healthy");
    assertThat(report.at("/checks/agent/lag").asInt()).isEqualTo(3);
    assertThat(report.at("/checks/sink-s3/status").asText()).isEqualTo("healthy");
  }

  @Test
  void degradedProcessIsReady() throws Exception {
    sink.health = Health.degraded("slow", Map.of());

    HttpResponse<String> ready = send("GET", "/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"status\":\"degraded\"", "\"error\":\"slow\"");
  }

  @Test
  void unhealthyPartMakesTheProcessNotReadyButLive() throws Exception {
    sink.health = Health.unhealthy("S3 does not answer", Map.of());

    assertThat(status("/ready")).isEqualTo(503);
    assertThat(status("/healthz")).isEqualTo(200);
  }

  @Test
  void deadPartAsksForARestart() throws Exception {
    agent.health = Health.dead("its thread ended");

    assertThat(status("/healthz")).isEqualTo(503);
    assertThat(status("/ready")).isEqualTo(503);
  }

  @Test
  void failingCheckIsUnhealthyAndLive() throws Exception {
    agent.health = null;

    assertThat(send("GET", "/ready").body()).contains("the check failed");
    assertThat(status("/ready")).isEqualTo(503);
    assertThat(status("/healthz")).isEqualTo(200);
  }

  @Test
  void servesMetricsAsPrometheusText() throws Exception {
    Counter.build("lines", "Lines.").labelNames("repo").register(registry).labels("größe").inc();

    HttpResponse<String> metrics = send("GET", "/metrics");

    assertThat(metrics.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body()).contains("lines_total{repo=\"größe\",} 1.0");
  }

  @Test
  void answersOnlyWhatItServes() throws Exception {
    assertThat(status("/")).isEqualTo(404);
    assertThat(send("POST", "/metrics").statusCode()).isEqualTo(404);
    assertThat(send("HEAD", "/healthz").statusCode()).isEqualTo(200);
    assertThat(send("HEAD", "/healthz").body()).isEmpty();
  }

  @Test
  void takenPortIsNamed() {
    ManagementConfig taken = new ManagementConfig("127.0.0.1", server.port());
    try (ManagementServer second = new ManagementServer(taken, List.of(), registry)) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "management cannot listen on 127.0.0.1:" + server.port() + ": the port is in use");
    }
  }

  private static final class Part implements Component {
    private final String name;
    private volatile Health health = Health.healthy(Map.of());

    Part(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start() {}

    @Override
    public Health check() {
      if (health == null) {
        throw new IllegalStateException("no health");
      }
      return health;
    }

    @Override
    public void register(CollectorRegistry metrics) {}

    @Override
    public void close() {}
  }
}
