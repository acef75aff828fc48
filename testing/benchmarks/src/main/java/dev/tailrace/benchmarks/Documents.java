package dev.tailrace.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The documents of all day indices of a node.
 *
 * @param url of the node
 */
record Documents(URI url) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_MILLIS = 50;

  /**
   * Begins anew with one empty index, of the sink's template if there is one. Both contenders find
   * it there: rsyslog loses documents of the request that makes it.
   */
  void beginAnew(String index) throws IOException, InterruptedException {
    deleteAll();
    request("PUT", "/" + index);
  }

  private void deleteAll() throws IOException, InterruptedException {
    for (JsonNode index : request("GET", "/_cat/indices/tailrace-*?format=json")) {
      request("DELETE", "/" + index.get("index").asText());
    }
  }

  /**
   * Waits until there are so many.
   *
   * @throws IllegalStateException if they do not come, or whoever writes them has ended
   */
  void await(long count, BooleanSupplier alive) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (long there = count(); there < count; there = count()) {
      if (System.nanoTime() > deadline || !alive.getAsBoolean()) {
        throw new IllegalStateException("only " + there + " of " + count + " documents arrived");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private long count() throws IOException, InterruptedException {
    JsonNode stats = request("GET", "/tailrace-*/_stats/indexing");
    return stats.at("/_all/primaries/indexing/index_total").asLong();
  }

  private JsonNode request(String method, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return Json.MAPPER.readTree(CLIENT.send(request, BodyHandlers.ofByteArray()).body());
  }
}
