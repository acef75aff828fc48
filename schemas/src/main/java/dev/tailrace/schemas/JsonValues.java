package dev.tailrace.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON values as plain maps, lists, text, numbers and booleans. */
public final class JsonValues {
  private JsonValues() {}

  /** Reads the object whose opening brace is the current token, up to its closing brace. */
  public static Map<String, Object> readObject(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      Object value = readValue(parser);
      if (value != null) {
        object.put(key, value);
      }
    }
    return object;
  }

  /** Reads the value at the current token; JSON null is null. */
  public static @Nullable Object readValue(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      default -> parser.getText();
    };
  }

  private static List<Object> readArray(JsonParser parser) throws IOException {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object value = readValue(parser);
      if (value != null) {
        array.add(value);
      }
    }
    return array;
  }

  /** Writes a value that {@link #readValue} could have read. */
  public static void writeValue(JsonGenerator generator, @Nullable Object value)
      throws IOException {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof Number number) {
      writeNumber(generator, number);
    } else if (value instanceof Map<?, ?> map) {
      writeObject(generator, map);
    } else if (value instanceof Iterable<?> list) {
      generator.writeStartArray();
      for (Object item : list) {
        writeValue(generator, item);
      }
      generator.writeEndArray();
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    }
  }

  static void writeObject(JsonGenerator generator, Map<?, ?> map) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      generator.writeFieldName((String) entry.getKey());
      writeValue(generator, entry.getValue());
    }
    generator.writeEndObject();
  }

  private static void writeNumber(JsonGenerator generator, Number number) throws IOException {
    if (number instanceof Integer || number instanceof Long) {
      generator.writeNumber(number.longValue());
    } else if (number instanceof BigInteger big) {
      generator.writeNumber(big);
    } else if (number instanceof BigDecimal decimal) {
      generator.writeNumber(decimal);
    } else {
      generator.writeNumber(number.doubleValue());
    }
  }
}
