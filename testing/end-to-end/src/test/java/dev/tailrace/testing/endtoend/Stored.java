package dev.tailrace.testing.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.S3Config;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that is in a store, each event as often as it is there. */
final class Stored {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PAGE = 5_000;

  private Stored() {}

  static List<LogEvent> inElasticsearch(String url) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    List<LogEvent> events = new ArrayList<>();
    String after = "";
    while (true) {
      String body =
          """
          {"size": %d, "sort": ["event_id", "category"], "query": {"match_all": {}}%s}
          """
              .formatted(PAGE, after);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/tailrace-*/_search"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() != 200) {
        throw new IOException(response.body());
      }
      JsonNode hits = MAPPER.readTree(response.body()).at("/hits/hits");
      for (JsonNode hit : hits) {
        events.add(LogEventJson.read(MAPPER.writeValueAsBytes(hit.get("_source"))));
        after = ", \"search_after\": " + hit.get("sort");
      }
      if (hits.size() < PAGE) {
        return events;
      }
    }
  }

  static List<LogEvent> inS3(S3Config config) {
    List<LogEvent> events = new ArrayList<>();
    try (ArchiveReader archive = new ArchiveReader(config)) {
      archive
          .list()
          .forEach(
              object -> archive.forEachLine(object, line -> events.add(LogEventJson.read(line))));
    }
    return events;
  }
}
