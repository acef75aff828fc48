package dev.tailrace.sinks.elasticsearch.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedObjectImportTest {
  private static final String TAKEN =
      "{\"success\":true,\"successCount\":20,\"successResults\":[]}";

  private HttpServer kibana;
  private volatile int status = 200;
  private volatile String answer = TAKEN;
  private volatile String requested = "";
  private volatile String body = "";
  private volatile List<String> headers = List.of();

  @BeforeEach
  void start() throws IOException {
    kibana = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    kibana.createContext("/", this::take);
    kibana.start();
  }

  @AfterEach
  void stop() {
    kibana.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    requested = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    headers =
        List.of("kbn-xsrf", "Content-Type", "Authorization").stream()
            .map(name -> name + ": " + exchange.getRequestHeaders().getFirst(name))
            .toList();
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void uploadsTheFileThatKibanaImports() throws Exception {
    KibanaBootstrap.install(config(null, null, null, null));

    assertThat(requested).isEqualTo("POST /api/saved_objects/_import?overwrite=true");
    assertThat(headers)
        .containsExactly(
            "kbn-xsrf: true",
            "Content-Type: multipart/form-data; boundary=tailrace-saved-objects",
            "Authorization: null");
    assertThat(body)
        .isEqualTo(
            """
            --tailrace-saved-objects\r
            Content-Disposition: form-data; name="file"; filename="tailrace.ndjson"\r
            Content-Type: application/ndjson\r
            \r
            %s\r
            --tailrace-saved-objects--\r
            """
                .formatted(KibanaBootstrap.ndjson()));
  }

  @Test
  void writesToItsSpaceWithAnApiKey() throws Exception {
    KibanaBootstrap.install(config("c2VjcmV0", null, null, "ci-team"));

    assertThat(requested).startsWith("POST /s/ci-team/api/saved_objects/_import");
    assertThat(headers).contains("Authorization: ApiKey c2VjcmV0");
  }

  @Test
  void writesAsAUserBelowKibanasBasePath() throws Exception {
    KibanaBootstrap.install(
        new KibanaConfig(URI.create(url() + "/kibana/"), null, "bot", "p:w", null));

    assertThat(requested).startsWith("POST /kibana/api/saved_objects/_import");
    String pair = Base64.getEncoder().encodeToString("bot:p:w".getBytes(StandardCharsets.UTF_8));
    assertThat(headers).contains("Authorization: Basic " + pair);
  }

  @ParameterizedTest
  @CsvSource({
    "401, check kibana.api-key",
    "403, Saved Objects Management",
    "404, kibana.space is a space",
    "409, run it again",
    "413, maxImportPayloadBytes",
    "503, not ready",
    "302, check kibana.url; it says: moved elsewhere",
  })
  void saysWhatToDoWhenKibanaRefuses(int code, String remedy) {
    status = code;
    answer = "moved\n elsewhere";

    assertThatThrownBy(() -> KibanaBootstrap.install(config("key", null, null, "ops")))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessageStartingWith("Kibana at " + url() + ", space ops, answers " + code + ": ")
        .hasMessageContaining(remedy);
  }

  @Test
  void namesTheObjectsThatKibanaDoesNotTake() {
    answer =
        """
        {"success": false, "successCount": 19, "errors": [
          {"id": "tailrace-operations", "type": "dashboard", "error": {"type": "missing_references"}}]}
        """;

    assertThatThrownBy(() -> KibanaBootstrap.install(config(null, null, null, null)))
        .hasMessageContaining("refuses 1 saved objects: ")
        .hasMessageContaining("dashboard tailrace-operations (missing_references): delete those");
  }

  @Test
  void somethingElseThatAnswersIsNotKibana() {
    answer = "<html>Log in</html>";

    assertThatThrownBy(() -> KibanaBootstrap.install(config(null, null, null, null)))
        .hasMessageContaining("does not answer as Kibana does: check kibana.url")
        .hasMessageContaining("<html>Log in</html>");
  }

  @Test
  void saysSoWhenNobodyAnswers() {
    kibana.stop(0);

    assertThatThrownBy(() -> KibanaBootstrap.install(config(null, null, null, null)))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessageStartingWith("Kibana at " + url() + " does not answer (")
        .hasMessageContaining("check kibana.url, and that Kibana runs");
  }

  private String url() {
    return "http://127.0.0.1:" + kibana.getAddress().getPort();
  }

  private KibanaConfig config(
      @Nullable String apiKey,
      @Nullable String username,
      @Nullable String password,
      @Nullable String space) {
    return new KibanaConfig(URI.create(url()), apiKey, username, password, space);
  }
}
