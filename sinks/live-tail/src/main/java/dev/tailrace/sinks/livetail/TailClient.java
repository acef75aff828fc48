package dev.tailrace.sinks.livetail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.LogEventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a live tail in a terminal. Prints {@code time level service repository message}, a line
 * for each event.
 */
public final class TailClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  /** Three heartbeats of the server; a connection that is silent for longer is dead. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private static final long RECONNECT_MILLIS = 1000;

  private final URI server;
  private final TailQuery query;
  private final LineFormat format;
  private final Consumer<String> lines;
  private final Consumer<String> notices;
  private @Nullable String lastEventId;

  /**
   * @param server where the live tail is, for example {@code http://127.0.0.1:8080}
   * @param query which lines, and whether to follow
   * @param colours whether to colour levels with ANSI escapes
   * @param lines gets each event, formatted, without a line end
   * @param notices gets what the user should know: lines dropped, connection lost
   */
  public TailClient(
      URI server,
      TailQuery query,
      boolean colours,
      Consumer<String> lines,
      Consumer<String> notices) {
    this.server = server;
    this.query = query;
    this.format = new LineFormat(colours);
    this.lines = lines;
    this.notices = notices;
  }

  /**
   * Prints lines: without follow until the backlog is through, with follow until the thread is
   * interrupted, connecting anew whenever the connection drops.
   *
   * @throws IOException if the first connection fails, or the server refuses the query; the message
   *     says why
   */
  public void run() throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    boolean reached = false;
    while (true) {
      try {
        Ending ending = stream(http);
        reached = true;
        if (ending == Ending.COMPLETE && !query.follow()) {
          return;
        }
        if (!query.follow()) {
          throw new IOException("the connection to " + server + " dropped");
        }
        notices.accept("connection lost; connecting again");
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        if (!reached || !query.follow()) {
          throw new IOException("cannot reach " + server + ": " + reason(e), e);
        }
      }
      Thread.sleep(RECONNECT_MILLIS);
    }
  }

  private enum Ending {
    COMPLETE,
    BROKEN
  }

  private Ending stream(HttpClient http) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(TailHandler.TAIL + "?" + query.toQueryString()))
            .timeout(ANSWER_TIMEOUT)
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    BodyHandler<LineSubscriber> handler =
        info ->
            BodySubscribers.fromLineSubscriber(
                new LineSubscriber(), s -> s, StandardCharsets.UTF_8, "\n");
    HttpResponse<LineSubscriber> response = http.send(request.build(), handler);
    try (LineSubscriber body = response.body()) {
      if (response.statusCode() != 200) {
        throw new RefusedException(refusal(response.statusCode(), body));
      }
      return read(body);
    }
  }

  private Ending read(LineSubscriber body) throws InterruptedException {
    EventReader events = new EventReader(this::onEvent);
    while (true) {
      LineSubscriber.Item item = body.next(SILENCE.toSeconds(), TimeUnit.SECONDS);
      if (item instanceof LineSubscriber.Item.Line line) {
        events.line(line.text());
      } else {
        return item instanceof LineSubscriber.Item.End ? Ending.COMPLETE : Ending.BROKEN;
      }
    }
  }

  private void onEvent(EventReader.Event event) {
    if (event.id() != null) {
      lastEventId = event.id();
    }
    if ("dropped".equals(event.type())) {
      notices.accept("lines dropped, this terminal is too slow: " + count(event.data()));
      return;
    }
    try {
      byte[] json = event.data().getBytes(StandardCharsets.UTF_8);
      lines.accept(format.format(LogEventJson.read(json)));
    } catch (IllegalArgumentException e) {
      notices.accept("the server sent something that is not a log event");
    }
  }

  private static long count(String data) {
    try {
      return Json.MAPPER.readTree(data).path("count").asLong();
    } catch (JsonProcessingException e) {
      return 0;
    }
  }

  private static String refusal(int status, LineSubscriber body) throws InterruptedException {
    LineSubscriber.Item item = body.next(SILENCE.toSeconds(), TimeUnit.SECONDS);
    String text = item instanceof LineSubscriber.Item.Line line ? line.text() : "";
    try {
      JsonNode json = Json.MAPPER.readTree(text);
      String parameter = json.path("parameter").asText("");
      String subject =
          parameter.isEmpty() ? "" : parameter + " '" + json.path("value").asText() + "' ";
      return Terminal.safe(
          subject + json.path("error").asText("") + ": " + json.path("remedy").asText(""));
    } catch (JsonProcessingException e) {
      return "the server answered with status " + status;
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** The server answered, and will not answer otherwise. */
  private static final class RefusedException extends IOException {
    RefusedException(String message) {
      super(message);
    }
  }
}
