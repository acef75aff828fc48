package dev.tailrace.sinks.elasticsearch.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.ElasticsearchBootstrap;
import dev.tailrace.sinks.elasticsearch.ElasticsearchConfig;
import dev.tailrace.sinks.elasticsearch.IndexMode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** An Elasticsearch node, as one who stores documents and asks for them sees it. */
final class SearchNode {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  SearchNode(String url) {
    this.url = url;
  }

  /** From now on indices are made in that mode. */
  void install(IndexMode mode) throws SinkUnavailableException {
    ElasticsearchBootstrap.install(ElasticsearchConfig.local(URI.create(url), mode));
  }

  void deleteIndices() throws IOException, InterruptedException {
    send(request("/tailrace-*").DELETE());
  }

  /** Each into the index of its category and day. */
  void store(List<LogEvent> events) throws IOException, InterruptedException {
    StringBuilder bulk = new StringBuilder();
    for (LogEvent event : events) {
      String index =
          Objects.requireNonNull(event.category()).indexPrefix() + DAY.format(event.filedAt());
      bulk.append(
              "{\"create\":{\"_index\":\"%s\",\"_id\":\"%s\"}}\n".formatted(index, event.eventId()))
          .append(new String(LogEventJson.write(event), StandardCharsets.UTF_8))
          .append('\n');
    }
    JsonNode answer = post("/_bulk?refresh=true", "application/x-ndjson", bulk.toString());
    assertThat(answer.path("errors").asBoolean(true)).as(answer.toString()).isFalse();
  }

  JsonNode search(String index, JsonNode body) throws IOException, InterruptedException {
    return post("/" + index + "/_search", "application/json", body.toString());
  }

  /** What is known of an index's fields, with those that a request declares. */
  JsonNode fields(String index, JsonNode runtimeMappings) throws IOException, InterruptedException {
    ObjectNode body = Json.MAPPER.createObjectNode().set("runtime_mappings", runtimeMappings);
    return post("/" + index + "/_field_caps?fields=*", "application/json", body.toString())
        .get("fields");
  }

  private JsonNode post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.MAPPER.readTree(response.body());
  }
}
