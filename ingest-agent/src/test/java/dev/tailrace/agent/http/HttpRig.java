package dev.tailrace.agent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.agent.spool.SpoolSettings;
import dev.tailrace.platform.config.ConfigReader;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The HTTP inputs over a spool that nobody empties, and clients of them. */
final class HttpRig implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef";
  static final String SECRET = "It's a Secret to Everybody";
  static final int MAX_LINE = 10_000;

  private final Path directory;
  private final HttpIntake intake;
  private final CollectorRegistry registry = new CollectorRegistry();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /**
   * @param more lines of YAML
   */
  HttpRig(Path directory, String more) {
    this.directory = directory;
    HttpConfig config = config(more);
    HttpMetrics metrics = new HttpMetrics();
    metrics.register(registry);
    intake =
        HttpIntake.open(
            config,
            directory,
            SpoolSettings.of(config.maxSpool().bytes()),
            MAX_LINE,
            () ->
                line -> new String(line, ISO_8859_1).replace("hunter2", "***").getBytes(ISO_8859_1),
            path -> -1,
            metrics);
    intake.listen();
  }

  private static HttpConfig config(String more) {
    String yaml =
        """
        port: 0
        tokens: [{tenant: acme, token: "%s"}]
        github: {secrets: ["%s"]}
        """
            .formatted(TOKEN, SECRET);
    return new ConfigReader(Map.of()).parse(yaml + more, HttpConfig.class);
  }

  int port() {
    return intake.port();
  }

  double metric(String name, String label, String value, String label2, String value2) {
    Double sample =
        registry.getSampleValue(name, new String[] {label, label2}, new String[] {value, value2});
    return sample == null ? 0 : sample;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder logs(String contentType) {
    return request("/v1/logs")
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", contentType);
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request, byte[] body) {
    try {
      return client.send(
          request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request, String body) {
    return send(request, body.getBytes(UTF_8));
  }

  CompletableFuture<HttpResponse<byte[]>> sendLater(HttpRequest.Builder request, String body) {
    return client.sendAsync(
        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Nullable String problem() {
    return intake.problem();
  }

  /** Sends bytes as they are and returns everything that comes until the server closes. */
  String raw(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }

  /** What the spool holds for a tenant. */
  String spooled(String tenant) {
    Path folder = directory.resolve(tenant);
    try (Stream<Path> found = Files.list(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path path : found.filter(p -> p.toString().endsWith(".ndjson")).sorted().toList()) {
        all.append(Files.readString(path, ISO_8859_1));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    intake.close();
  }
}
