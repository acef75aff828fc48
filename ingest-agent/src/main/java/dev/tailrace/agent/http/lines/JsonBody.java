package dev.tailrace.agent.http.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;

/** Reads a body that is one JSON value, within bounds that keep its tree small. */
public final class JsonBody {
  /** OTLP spends four levels of JSON on one of a value. */
  private static final int MAX_DEPTH = 160;

  /** A token becomes some tens of bytes on the heap, however short it is in the body. */
  private static final long MAX_TOKENS = 1_000_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonBody() {}

  /**
   * Reads the body.
   *
   * @throws Refused if it is not JSON or exceeds a bound; names the place, never the text
   */
  public static JsonNode read(byte[] body) throws Refused {
    try {
      return MAPPER.readTree(body);
    } catch (StreamConstraintsException e) {
      throw Refused.tooLarge(
          "the JSON is nested deeper than "
              + MAX_DEPTH
              + " levels, or has more than "
              + MAX_TOKENS
              + " parts"
              + place(e));
    } catch (JsonProcessingException e) {
      throw Refused.malformed("the body is not JSON" + place(e));
    } catch (IOException e) {
      throw Refused.malformed("the body is not JSON");
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** A node as plain maps, lists, text, numbers and booleans. */
  public static Object plain(JsonNode node) {
    return MAPPER.convertValue(node, Object.class);
  }

  /** An object as a map. */
  @SuppressWarnings("unchecked") // the names of an object are text
  public static Map<String, Object> plainObject(JsonNode object) {
    return (Map<String, Object>) plain(object);
  }

  /** How many bytes a node takes as JSON. */
  public static int size(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
