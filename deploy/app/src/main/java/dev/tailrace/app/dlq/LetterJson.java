package dev.tailrace.app.dlq;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.schemas.DeadLetterJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Letters as lines of JSON, for programs. */
final class LetterJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LetterJson() {}

  /** The letter as it is stored, with {@code id} and {@code redriven} before it. */
  static String line(StoredLetter stored) {
    try {
      ObjectNode node = JSON.createObjectNode();
      node.put("id", stored.id().toString());
      node.put("redriven", stored.redriven());
      node.setAll((ObjectNode) JSON.readTree(DeadLetterJson.write(stored.letter())));
      return JSON.writeValueAsString(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String counts(Map<String, Map<String, Long>> counts) {
    ArrayNode array = JSON.createArrayNode();
    counts.forEach(
        (stage, reasons) ->
            reasons.forEach(
                (reason, count) ->
                    array
                        .addObject()
                        .put("stage", stage)
                        .put("reason", reason)
                        .put("letters", count)));
    return array.toString();
  }
}
