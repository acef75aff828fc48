package dev.tailrace.sinks.elasticsearch.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Json;
import java.util.List;

/**
 * Something that Kibana stores.
 *
 * @param type what it is
 * @param id unique within its type
 * @param attributes what is in it; parts of it are JSON within text, as Kibana wants it
 * @param references to what it needs
 */
record SavedObject(
    SavedObjectType type, String id, ObjectNode attributes, List<Reference> references) {

  /**
   * @param name by which the attributes mention it
   * @param type of what is meant
   * @param id of what is meant
   */
  record Reference(String name, SavedObjectType type, String id) {}

  /** One line of a file that Kibana imports. */
  String line() {
    ObjectNode line = Json.MAPPER.createObjectNode().put("id", id).put("type", type.id());
    line.set("attributes", attributes);
    ArrayNode needed = line.putArray("references");
    for (Reference reference : references) {
      needed
          .addObject()
          .put("name", reference.name)
          .put("type", reference.type.id())
          .put("id", reference.id);
    }
    line.putObject("migrationVersion").put(type.id(), type.format());
    return line + "\n";
  }
}
