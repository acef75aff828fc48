package dev.tailrace.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tailrace.testing.child.ChildJvm;
import dev.tailrace.testing.child.ChildMain;
import dev.tailrace.testing.child.ChildServer;
import dev.tailrace.testing.child.ChildSpec;
import dev.tailrace.testing.child.JvmOptions;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * Answers success to every request, in a JVM of its own, so that what is measured is the client
 * alone. To a bulk request it answers with an item for each document. As a store of objects it has
 * none, and takes all.
 */
final class AnsweringEndpoint implements ChildServer {
  private static final Duration START_WITHIN = Duration.ofSeconds(30);
  private static final int HEAP_MEGABYTES = 256;

  /** What is left of it by the sink's {@code filter_path}. */
  private static final byte[] ITEM = ascii("{\"create\":{\"status\":201}}");

  private static final byte[] ACKNOWLEDGED = ascii("{\"acknowledged\":true}");

  /** Of an answer the client reads only what it looks for. */
  private static final byte[] ANY_UPLOAD =
      ascii("<Result><UploadId>1</UploadId><ETag>0</ETag></Result>");

  private final HttpServer server;

  private AnsweringEndpoint(HttpServer server) {
    this.server = server;
  }

  /** Runs it until the parent process ends. */
  public static void main(String[] arguments) {
    ChildMain.run(AnsweringEndpoint::start);
  }

  /** Starts one in a JVM of its own. */
  static ChildJvm inChild(Path directory) {
    return ChildJvm.start(
        new ChildSpec(
            "endpoint",
            directory,
            List.of(System.getProperty("java.class.path").split(File.pathSeparator)),
            AnsweringEndpoint.class.getName(),
            List.of(),
            JvmOptions.throughput(HEAP_MEGABYTES),
            START_WITHIN));
  }

  private static AnsweringEndpoint start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", AnsweringEndpoint::answer);
    server.start();
    return new AnsweringEndpoint(server);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean gzipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream raw = exchange.getRequestBody();
      boolean bulk = exchange.getRequestURI().getPath().endsWith("_bulk");
      long lines = lines(bulk && gzipped ? new GZIPInputStream(raw) : raw);
      byte[] body = bulk ? items(lines / 2) : isElasticsearch(exchange) ? ACKNOWLEDGED : ANY_UPLOAD;
      exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.getResponseHeaders().add("ETag", "\"0\"");
      if (exchange.getRequestMethod().equals("HEAD") && !isElasticsearch(exchange)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Whose paths begin with an underscore, which no bucket's name does. */
  private static boolean isElasticsearch(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().startsWith("/_");
  }

  private static long lines(InputStream body) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long lines = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          lines++;
        }
      }
    }
    return lines;
  }

  private static byte[] items(long count) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(ascii("{\"errors\":false,\"items\":["));
    for (long i = 0; i < count; i++) {
      if (i > 0) {
        answer.write(',');
      }
      answer.writeBytes(ITEM);
    }
    answer.writeBytes(ascii("]}"));
    return answer.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
