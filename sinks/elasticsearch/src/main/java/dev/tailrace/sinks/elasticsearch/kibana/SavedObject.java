package dev.tailrace.sinks.elasticsearch.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Json;
import java.util.List;

/**
 * Something that Kibana stores.
 *
 * @param type in Kibana's words, as in {@code dashboard}
 * @param id unique within its type
 * @param attributes what it is; parts of it are JSON within text, as Kibana wants it
 * @param references to what it needs
 */
record SavedObject(String type, String id, ObjectNode attributes, List<Reference> references) {

  /**
   * @param name by which the attributes mention it
   * @param type of what is meant
   * @param id of what is meant
   */
  record Reference(String name, String type, String id) {}

  /** One line of a file that Kibana imports. */
  String line() {
    ObjectNode line = Json.MAPPER.createObjectNode().put("id", id).put("type", type);
    line.set("attributes", attributes);
    line.set("references", Json.MAPPER.valueToTree(references));
    return line + "\n";
  }
}
