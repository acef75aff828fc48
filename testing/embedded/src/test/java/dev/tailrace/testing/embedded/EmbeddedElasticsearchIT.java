package dev.tailrace.testing.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.testing.child.JvmOptions;
import dev.tailrace.testing.child.ServerStartException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedElasticsearchIT {
  @TempDir Path directory;

  @Test
  void findsItsDocumentsAgainOverARestartOnTheSamePort() throws Exception {
    int port;
    try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(directory, 0)) {
      port = node.port();
      Http.send("PUT", node.url() + "/logs/_doc/1?refresh=true", "{\"n\":1}".getBytes(UTF_8));
      Loopback.assertOnlyThere(port);
    }

    try (EmbeddedElasticsearch again = EmbeddedElasticsearch.start(directory, port)) {
      HttpResponse<byte[]> found = Http.send("GET", again.url() + "/logs/_search");
      assertThat(found.statusCode()).isEqualTo(200);
      assertThat(new String(found.body(), UTF_8)).contains("\"_id\":\"1\"");
    }
  }

  @Test
  void answersTheRootPathAsAClientExpects() throws Exception {
    try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(directory, 0)) {
      HttpResponse<byte[]> info = Http.send("GET", node.url() + "/");

      assertThat(info.headers().firstValue("X-elastic-product")).contains("Elasticsearch");
      assertThat(new String(info.body(), UTF_8)).contains("8.19.9", "cluster_uuid");
      assertThat(Http.send("HEAD", node.url() + "/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void startFailureQuotesTheLog() {
    JvmOptions broken = new JvmOptions(64, List.of("-XX:+NoSuchFlag"));

    assertThatThrownBy(() -> EmbeddedElasticsearch.start(directory, 0, broken))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("Elasticsearch")
        .hasMessageContaining(directory.resolve("server.log").toString())
        .hasMessageContaining("NoSuchFlag");
  }
}
