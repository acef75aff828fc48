package dev.tailrace.app.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Facts as JSON. What is printed is ASCII: what a terminal would obey is escaped. */
final class FactJson {
  private static final ObjectWriter ASCII =
      Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private FactJson() {}

  static byte[] bytes(ObjectNode fact) {
    try {
      return Json.MAPPER.writeValueAsBytes(fact);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a tree can be written
    }
  }

  /** What is stored, if it is a JSON object. */
  static Optional<ObjectNode> object(byte[] stored) {
    try {
      return Json.MAPPER.readTree(stored) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static String text(JsonNode node) {
    try {
      return ASCII.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a tree can be written
    }
  }

  /** A fact with its key. */
  static String line(String key, ObjectNode fact) {
    ObjectNode line = Json.MAPPER.createObjectNode().put("key", key);
    line.set("fact", fact);
    return text(line);
  }

  /** A value as a column: texts as they are, lists of texts joined by commas. */
  static String column(JsonNode value) {
    if (value.isArray()
        && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode)) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(","));
    }
    return value.isContainerNode() ? value.toString() : value.asText();
  }
}
