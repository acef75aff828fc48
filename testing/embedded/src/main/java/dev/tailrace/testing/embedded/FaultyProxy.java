package dev.tailrace.testing.embedded;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Stands on 127.0.0.1 between a client and a real server and spoils what passes: requests that the
 * server never sees, and answers that the client never gets.
 */
public final class FaultyProxy implements AutoCloseable {
  /** Headers that belong to a connection, and not to what is sent over it. */
  private static final Set<String> OF_A_CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(FaultyProxy::thread);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI target;

  /** What becomes of one request. */
  public interface Fault {
    /** Answers the request, or does not: the connection is closed after it in any case. */
    void handle(Request request) throws IOException, InterruptedException;
  }

  private FaultyProxy(URI target, Function<HttpExchange, Fault> plan) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, plan));
  }

  /**
   * Starts to listen.
   *
   * @param target the real server, as in {@code http://127.0.0.1:9200}
   * @param plan says for each request what is to become of it; called by several threads
   */
  public static FaultyProxy start(URI target, Function<HttpExchange, Fault> plan) {
    FaultyProxy proxy = new FaultyProxy(target, plan);
    proxy.server.start();
    return proxy;
  }

  /** Where clients are to connect. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Does what it is asked. */
  public static Fault none() {
    return request -> request.answer(request.forward());
  }

  /** Refuses without asking the server. */
  public static Fault refusal(int status, String body) {
    return request -> request.answer(status, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Closes the connection; the server has heard nothing. */
  public static Fault cut() {
    return request -> {};
  }

  /** The server does what it is asked, but the connection is closed before its answer. */
  public static Fault lostAnswer() {
    return Request::forward;
  }

  /** The server does what it is asked, but its answer comes so much later. */
  public static Fault late(Duration delay) {
    return request -> {
      HttpResponse<byte[]> answer = request.forward();
      request.pause(delay);
      request.answer(answer);
    };
  }

  /** The server does what it is asked, but half of its answer is missing. */
  public static Fault halfAnAnswer() {
    return request -> {
      byte[] body = request.forward().body();
      request.exchange.sendResponseHeaders(200, body.length + 1L);
      request.exchange.getResponseBody().write(body, 0, body.length / 2);
    };
  }

  private void handle(HttpExchange exchange, Function<HttpExchange, Fault> plan)
      throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      plan.apply(exchange).handle(new Request(exchange, body));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "faulty-proxy");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** A request that a client has sent. */
  public final class Request {
    private final HttpExchange exchange;
    private final byte[] body;

    private Request(HttpExchange exchange, byte[] body) {
      this.exchange = exchange;
      this.body = body;
    }

    public byte[] body() {
      return body;
    }

    /** Asks the server. */
    public HttpResponse<byte[]> forward() throws IOException, InterruptedException {
      return forward(body);
    }

    /** Asks the server the same with another body. */
    public HttpResponse<byte[]> forward(byte[] other) throws IOException, InterruptedException {
      HttpRequest.Builder copy =
          HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
              .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(other));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                  values.forEach(value -> copy.header(name, value));
                }
              });
      return client.send(copy.build(), BodyHandlers.ofByteArray());
    }

    /** Passes the server's answer on. */
    public void answer(HttpResponse<byte[]> answer) throws IOException {
      answer(answer, answer.body());
    }

    /** Passes the server's answer on with another body. */
    public void answer(HttpResponse<byte[]> answer, byte[] other) throws IOException {
      Headers headers = exchange.getResponseHeaders();
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                  headers.put(name, values);
                }
              });
      if (isHead()) { // which tells the length of what it does not send
        answer
            .headers()
            .firstValue("content-length")
            .ifPresent(it -> headers.set("Content-Length", it));
      }
      answer(answer.statusCode(), other);
    }

    private boolean isHead() {
      return exchange.getRequestMethod().equals("HEAD");
    }

    private void answer(int status, byte[] bytes) throws IOException {
      boolean empty = isHead() || bytes.length == 0;
      exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
      if (!empty) {
        OutputStream out = exchange.getResponseBody();
        out.write(bytes);
        out.close();
      }
    }

    private void pause(Duration delay) throws InterruptedException {
      boolean ended = closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        throw new InterruptedException("the proxy was closed");
      }
    }
  }
}
