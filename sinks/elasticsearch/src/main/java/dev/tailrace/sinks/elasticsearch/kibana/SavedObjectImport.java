package dev.tailrace.sinks.elasticsearch.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Json;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.Authorization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.StringJoiner;

/** Kibana's API that imports saved objects. Every failure says where, what and what to do. */
final class SavedObjectImport {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String BOUNDARY = "tailrace-saved-objects";
  private static final int MOST_NAMED = 5;
  private static final int LONGEST_ANSWER = 300;

  private final KibanaConfig config;

  SavedObjectImport(KibanaConfig config) {
    this.config = config;
  }

  /** Creates them, and replaces those of the same ids. */
  void send(String ndjson) throws SinkUnavailableException, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT_TIMEOUT)
              .build()
              .send(request(ndjson), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new SinkUnavailableException(
          message("does not answer (%s): check kibana.url, and that Kibana runs".formatted(e)), e);
    }
    if (answer.statusCode() != 200) {
      throw refused(answer);
    }
    check(answer.body());
  }

  private HttpRequest request(String ndjson) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address())
            .timeout(TIMEOUT)
            .header("kbn-xsrf", "true")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofString(form(ndjson)));
    Authorization.header(config.apiKey(), config.username(), config.password())
        .ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  private URI address() {
    String base = config.url().toString().replaceFirst("/+$", "");
    String space = config.space() == null ? "" : "/s/" + config.space();
    return URI.create(base + space + "/api/saved_objects/_import?overwrite=true");
  }

  /** Kibana takes a file only by a name that ends in {@code .ndjson}. */
  private static String form(String ndjson) {
    return "--"
        + BOUNDARY
        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"tailrace.ndjson\""
        + "\r\nContent-Type: application/ndjson\r\n\r\n"
        + ndjson
        + "\r\n--"
        + BOUNDARY
        + "--\r\n";
  }

  private SinkUnavailableException refused(HttpResponse<String> answer) {
    String remedy =
        switch (answer.statusCode()) {
          case 401 -> "check kibana.api-key, or kibana.username and kibana.password";
          case 403 -> "the account needs all rights for Saved Objects Management in this space";
          case 404 -> "check that kibana.url has Kibana's base path and kibana.space is a space";
          case 409 -> "others are changing the same saved objects; run it again";
          case 413 -> "raise Kibana's savedObjects.maxImportPayloadBytes";
          case 429, 502, 503, 504 -> "Kibana is not ready; run it again";
          default -> "check kibana.url; it says: " + shortened(answer.body());
        };
    return new SinkUnavailableException(message("answers " + answer.statusCode() + ": " + remedy));
  }

  private void check(String body) throws SinkUnavailableException {
    JsonNode answer = parse(body);
    if (answer.path("success").asBoolean()) {
      return;
    }
    JsonNode errors = answer.path("errors");
    if (errors.isEmpty()) {
      throw new SinkUnavailableException(
          message("does not answer as Kibana does: check kibana.url; it says: " + shortened(body)));
    }
    StringJoiner named = new StringJoiner(", ");
    for (int i = 0; i < Math.min(MOST_NAMED, errors.size()); i++) {
      JsonNode error = errors.get(i);
      named.add(
          "%s %s (%s)"
              .formatted(
                  error.path("type").asText(),
                  error.path("id").asText(),
                  error.at("/error/type").asText()));
    }
    throw new SinkUnavailableException(
        message(
            "refuses %d saved objects: %s: delete those of these names in Kibana, and run it again"
                .formatted(errors.size(), named)));
  }

  private static JsonNode parse(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return Json.MAPPER.missingNode();
    }
  }

  private String message(String problem) {
    String space = config.space() == null ? "" : ", space " + config.space() + ",";
    return "Kibana at " + config.url() + space + " " + problem;
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > LONGEST_ANSWER ? line.substring(0, LONGEST_ANSWER) + "..." : line;
  }
}
