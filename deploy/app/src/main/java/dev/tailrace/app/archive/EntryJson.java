package dev.tailrace.app.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Json;
import dev.tailrace.sinks.s3.ArchiveEntry;

/** Objects of the archive as lines of JSON, for programs. */
final class EntryJson {
  private EntryJson() {}

  /** What is known of an object; {@code repositories} only if it has a manifest. */
  static String line(ArchiveEntry entry, long records) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("key", entry.object().key());
    node.put("category", entry.category().id());
    node.put("bytes", entry.object().size());
    node.put("records", records);
    node.put("oldest", entry.oldest().toString());
    node.put("newest", entry.newest().toString());
    node.put("storage_class", entry.object().storageClass());
    node.put("stored_at", entry.object().storedAt().toString());
    entry
        .manifest()
        .ifPresent(
            manifest -> {
              ArrayNode repositories = node.putArray("repositories");
              manifest.repositories().forEach(repositories::add);
              node.put("repositories_complete", manifest.repositoriesComplete());
            });
    return node.toString();
  }
}
