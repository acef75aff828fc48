package dev.tailrace.parser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.JsonValues;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line that is one JSON object. Of a key that stands twice, the last value counts; JSON
 * null is as good as absent.
 */
final class JsonFormat {
  /** An event wraps what a line says some levels deeper, and must itself be readable. */
  static final int MAX_DEPTH = Json.MAX_DEPTH - 4;

  private static final JsonFactory FACTORY =
      ((JsonFactoryBuilder) Json.FACTORY.rebuild())
          .streamReadConstraints(
              Json.FACTORY.streamReadConstraints().rebuild().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private JsonFormat() {}

  /** The object's members; null if the text is no JSON object within the limits. */
  static @Nullable Map<String, Object> read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, Object> object = JsonValues.readObject(parser);
      return parser.nextToken() == null ? object : null;
    } catch (IOException | NumberFormatException e) { // the latter of an exponent out of range
      return null; // its text is kept
    }
  }
}
