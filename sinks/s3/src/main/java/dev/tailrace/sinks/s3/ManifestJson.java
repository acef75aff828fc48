package dev.tailrace.sinks.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Json;
import dev.tailrace.sinks.s3.ArchiveManifest.Replaced;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON form of a manifest. The same manifest is always the same bytes. */
final class ManifestJson {
  private static final int VERSION = 1;

  private ManifestJson() {}

  static byte[] write(ArchiveManifest manifest) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("version", VERSION);
    node.put("key", manifest.key());
    node.put("bytes", manifest.bytes());
    node.put("first_offset", manifest.firstOffset());
    node.put("last_offset", manifest.lastOffset());
    node.put("records", manifest.records());
    node.put("oldest", manifest.oldest().toString());
    node.put("newest", manifest.newest().toString());
    ArrayNode repositories = node.putArray("repositories");
    manifest.repositories().forEach(repositories::add);
    node.put("repositories_complete", manifest.repositoriesComplete());
    if (!manifest.replaces().isEmpty()) {
      ArrayNode replaces = node.putArray("replaces");
      manifest
          .replaces()
          .forEach(it -> replaces.addObject().put("key", it.key()).put("bytes", it.bytes()));
    }
    try {
      return Json.MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads what {@link #write} wrote; empty if it is something else, or of another version. */
  static Optional<ArchiveManifest> read(byte[] json) {
    try {
      JsonNode node = Json.MAPPER.readTree(json);
      return node.path("version").asInt() == VERSION
          ? Optional.of(manifest(node))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ArchiveManifest manifest(JsonNode node) {
    List<String> repositories = new ArrayList<>();
    node.required("repositories").forEach(name -> repositories.add(name.asText()));
    List<Replaced> replaces = new ArrayList<>();
    node.path("replaces")
        .forEach(
            it ->
                replaces.add(
                    new Replaced(it.required("key").asText(), it.required("bytes").asLong())));
    return new ArchiveManifest(
        node.required("key").asText(),
        node.required("bytes").asLong(),
        node.required("first_offset").asLong(),
        node.required("last_offset").asLong(),
        node.required("records").asLong(),
        Instant.parse(node.required("oldest").asText()),
        Instant.parse(node.required("newest").asText()),
        repositories,
        node.required("repositories_complete").asBoolean(),
        replaces);
  }
}
