package dev.tailrace.sinks.livetail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tailrace.platform.http.HttpServer;
import dev.tailrace.schemas.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TailHandlerTest {
  private final Leases leases = new Leases(Duration.ofMinutes(1));
  private final Watchers watchers =
      new Watchers(new LiveTailConfig(null, 0, 100, 2, null, null), leases);
  private final HttpServer server =
      new HttpServer("tail-test", "127.0.0.1", 0, new TailHandler(watchers, new Page(), true));
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    watchers.endAll();
    server.close();
  }

  @Test
  void servesThePageAndItsFilesUnderAStrictPolicy() throws Exception {
    for (String path : List.of("/", "/tail.js", "/tail.css")) {
      HttpResponse<String> response = get(path);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "script-src 'self'")
                      .doesNotContain("unsafe"));
      assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
  }

  @Test
  void keepsMarkupOutOfThePagesReach() throws Exception {
    assertThat(get("/").body()).doesNotContain("<style").doesNotContain("onclick");
    assertThat(get("/").body().split("<script", -1)).hasSize(2);
    assertThat(get("/tail.js").body())
        .doesNotContain("innerHTML")
        .doesNotContain("insertAdjacentHTML")
        .doesNotContain("document.write");
    assertThat(get("/").body() + get("/tail.js").body() + get("/tail.css").body())
        .doesNotContain("http:")
        .doesNotContain("https:");
  }

  @Test
  void refusesABadLevelByName() throws Exception {
    HttpResponse<String> response = get("/v1/tail?level=LOUD");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body())
        .contains("\"parameter\":\"level\"", "\"value\":\"LOUD\"", "TRACE, DEBUG");
  }

  @Test
  void refusesAQueryThatIsNotEncoded() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/tail?q=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).contains(" 400 ");
    }
  }

  @Test
  void answersOtherPathsAndMethodsClearly() throws Exception {
    assertThat(get("/else").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(uri("/v1/tail")).POST(HttpRequest.BodyPublishers.noBody()).build();
    assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void givesTheBacklogAndEndsWithoutFollow() throws Exception {
    watchers.publish(List.of(Lines.line(1), Lines.line(2), Lines.line(3)));

    HttpResponse<String> response = get("/v1/tail?backlog=2&follow=false");

    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    assertThat(response.body())
        .startsWith(": connected\n")
        .doesNotContain("line 1")
        .contains("line 2", "line 3");
    await().untilAsserted(() -> assertThat(watchers.count()).isZero());
  }

  @Test
  void goesOnAfterTheLastEventSeen() throws Exception {
    watchers.publish(List.of(Lines.line(1), Lines.line(2), Lines.line(3)));

    HttpRequest request =
        HttpRequest.newBuilder(uri("/v1/tail?backlog=0&follow=false"))
            .header("Last-Event-ID", Lines.line(2).eventId())
            .build();

    assertThat(http.send(request, BodyHandlers.ofString()).body())
        .doesNotContain("line 2")
        .contains("line 3");
  }

  @Test
  void streamsWhatTheFilterWants() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    follow("/v1/tail?repository=org/repo&level=WARN", seen);

    watchers.publish(
        List.of(
            Lines.line(1, Level.ERROR, "org/repo", "wanted"),
            Lines.line(2, Level.INFO, "org/repo", "too low"),
            Lines.line(3, Level.ERROR, "org/other", "elsewhere"),
            Lines.line(4, Level.WARN, "org/repo", "wanted too")));

    await().untilAsserted(() -> assertThat(String.join("\n", seen)).contains("wanted too"));
    assertThat(String.join("\n", seen))
        .contains("id: source-1-000000000001\ndata: {")
        .doesNotContain("too low")
        .doesNotContain("elsewhere");
  }

  @Test
  void turnsAwayMoreWatchersThanAllowed() throws Exception {
    follow("/v1/tail", new ArrayList<>());
    follow("/v1/tail", new ArrayList<>());
    await().until(() -> watchers.count() == 2);

    HttpResponse<String> response = get("/v1/tail");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("too many watchers: 2", "live-tail.watchers");
  }

  @Test
  void tellsASlowWatcherWhatItMissedAndLetsTheOthersGoOn() throws Exception {
    // given one watcher that reads and one that does not
    List<String> quick = Collections.synchronizedList(new ArrayList<>());
    follow("/v1/tail?q=last", quick);
    try (Socket slow = new Socket()) {
      slow.setReceiveBufferSize(4096);
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      slow.getOutputStream().write("GET /v1/tail HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      await().until(() -> watchers.count() == 2);

      // when more comes than is kept for the slow one
      String text = "x".repeat(1000);
      for (int i = 0; i < 40; i++) {
        List<TailLine> batch = new ArrayList<>();
        for (int j = 0; j < 1000; j++) {
          batch.add(Lines.line(i * 1000 + j, Level.INFO, "org/repo", text));
        }
        watchers.publish(batch);
      }
      watchers.publish(List.of(Lines.line(40_000, Level.INFO, "org/repo", "the last")));

      // then the other has its line, and the slow one learns how much it missed
      await().untilAsserted(() -> assertThat(String.join("", quick)).contains("the last"));
      long dropped = watchers.dropped();
      assertThat(dropped).isPositive();
      slow.setSoTimeout(10_000);
      assertThat(readUntil(slow.getInputStream(), "event: dropped\ndata: "))
          .contains("{\"count\": " + dropped + "}");
    }
  }

  @Test
  void printsTheBacklogForAClientThatDoesNotFollow() throws Exception {
    watchers.publish(List.of(Lines.line(1), Lines.line(2)));
    List<String> printed = new ArrayList<>();

    client(new TailQuery(null, null, null, null, "LINE 2", 10, false), printed).run();

    assertThat(printed).hasSize(1).first().asString().endsWith("INFO  runner org/repo line 2");
  }

  @Test
  void printsLinesForAFollowingClientAsTheyCome() throws Exception {
    List<String> printed = Collections.synchronizedList(new ArrayList<>());
    TailClient client = client(Lines.all(), printed);
    Thread follower = new Thread(() -> runUntilInterrupted(client), "follower");
    follower.start();
    await().until(() -> watchers.count() == 1);

    watchers.publish(List.of(Lines.line(1)));
    await().untilAsserted(() -> assertThat(printed).hasSize(1));
    watchers.publish(List.of(Lines.line(2)));
    await().untilAsserted(() -> assertThat(printed).hasSize(2));

    follower.interrupt();
    follower.join(5_000);
    assertThat(follower.isAlive()).isFalse();
  }

  private static void runUntilInterrupted(TailClient client) {
    try {
      client.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void leasesWhatIsFollowedUntilTheLastWatcherLeaves() throws Exception {
    // given two who follow the same run, each with another level
    List<Socket> open = new ArrayList<>();
    for (String level : List.of("WARN", "ERROR")) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      String request = "GET /v1/tail?run_id=7&level=" + level + " HTTP/1.1\r\nHost: x\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      open.add(socket);
    }
    await().until(() -> watchers.count() == 2);
    assertThat(leases.count()).isEqualTo(1);

    // when one leaves, then the other
    leave(open.get(0), 1);
    assertThat(leases.count()).isEqualTo(1);
    leave(open.get(1), 0);

    // then nothing is leased any more
    assertThat(leases.count()).isZero();
  }

  private void leave(Socket socket, int left) throws IOException {
    socket.close();
    await()
        .until(
            () -> {
              watchers.heartbeat(); // a connection that is gone shows when it is written to
              return watchers.count() == left;
            });
  }

  @Test
  void leasesNothingForWhoeverDoesNotFollow() throws Exception {
    get("/v1/tail?run_id=7&follow=false");

    assertThat(leases.due(Instant.EPOCH)).isEmpty();
  }

  @Test
  void refusesToFollowEverythingWhereThatIsNotAllowed() throws Exception {
    try (HttpServer strict =
        new HttpServer("strict", "127.0.0.1", 0, new TailHandler(watchers, new Page(), false))) {
      strict.start();
      URI tail = URI.create("http://127.0.0.1:" + strict.port() + "/v1/tail");

      assertThatThrownBy(
              () -> new TailClient(tail, Lines.all(), false, line -> {}, notice -> {}).run())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("name a repository, a run_id or a job_id");
      HttpRequest backlog = HttpRequest.newBuilder(URI.create(tail + "?follow=false")).build();
      assertThat(http.send(backlog, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tellsAClientWhyItIsRefused() {
    TailQuery query = Lines.all();
    for (int i = 0; i < 2; i++) {
      follow("/v1/tail", new ArrayList<>());
    }
    await().until(() -> watchers.count() == 2);

    assertThatThrownBy(() -> client(query, new ArrayList<>()).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too many watchers");
  }

  @Test
  void tellsAClientThatNobodyListens() {
    URI nobody = URI.create("http://127.0.0.1:1");

    assertThatThrownBy(
            () -> new TailClient(nobody, Lines.all(), false, line -> {}, notice -> {}).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot reach http://127.0.0.1:1");
  }

  private TailClient client(TailQuery query, List<String> printed) {
    return new TailClient(uri("/"), query, false, printed::add, notice -> {});
  }

  private void follow(String path, List<String> seen) {
    int before = watchers.count();
    CompletableFuture<Void> unused =
        http.sendAsync(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofLines())
            .thenAccept(
                response -> {
                  try (Stream<String> lines = response.body()) {
                    lines.forEach(seen::add);
                  }
                });
    await().until(() -> watchers.count() > before);
  }

  private static String readUntil(InputStream in, String marker) throws IOException {
    StringBuilder read = new StringBuilder();
    byte[] buffer = new byte[64 << 10];
    int at = -1;
    while (at < 0 || read.indexOf("}", at) < 0) {
      int count = in.read(buffer);
      if (count < 0) {
        break;
      }
      read.append(new String(buffer, 0, count, UTF_8));
      at = read.indexOf(marker, Math.max(0, read.length() - 2 * buffer.length));
    }
    return read.substring(Math.max(0, at));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(10)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
