package dev.tailrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KibanaImportIT {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void saysWhatItHasPreparedAndWhatItCouldNot() throws Exception {
    HttpServer kibana =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    kibana.start();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0)) {
      Path config = config(kafka.bootstrapServers(), kibana.getAddress().getPort());
      answer(kibana, "/api/", 200, "{\"success\":true,\"successCount\":20}");

      assertThat(run(config)).as(err.toString()).isZero();
      assertThat(out.toString())
          .isEqualTo("Kafka: topics are there.\nKibana: saved objects are imported.\n");

      answer(kibana, "/api/saved_objects/", 401, "{\"statusCode\":401}");

      assertThat(run(config)).isEqualTo(1);
      assertThat(err.toString().strip())
          .startsWith("tailrace: Kibana at http://127.0.0.1:")
          .endsWith(" answers 401: check kibana.api-key, or kibana.username and kibana.password")
          .doesNotContain("\n");
    } finally {
      kibana.stop(0);
    }
  }

  private static void answer(HttpServer server, String path, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private Path config(String kafka, int kibana) throws IOException {
    return Files.writeString(
        directory.resolve("tailrace.yaml"),
        """
        kafka: {bootstrap-servers: "%s", partitions: 3, replication-factor: 1}
        kibana: {url: "http://127.0.0.1:%d", api-key: c2VjcmV0}
        """
            .formatted(kafka, kibana));
  }

  private int run(Path config) {
    CommandLine line = Tailrace.commandLine();
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute("bootstrap", "--config", config.toString());
  }
}
