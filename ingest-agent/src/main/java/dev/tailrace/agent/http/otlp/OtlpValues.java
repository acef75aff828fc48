package dev.tailrace.agent.http.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.JsonValues;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** OTLP's values as plain JSON values. */
final class OtlpValues {
  private OtlpValues() {}

  /** Bytes become base64; a value without a kind is null. */
  static @Nullable Object plain(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> number(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(OtlpValues::plain)
              .filter(Objects::nonNull)
              .toList();
      case KVLIST_VALUE -> map(value.getKvlistValue().getValuesList());
      case BYTES_VALUE -> Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
      default -> null;
    };
  }

  /** JSON has no word for what is no number. */
  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : Double.toString(value);
  }

  /** Of a key that stands twice the last value counts, as in the parser. */
  static Map<String, Object> map(List<KeyValue> pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (KeyValue pair : pairs) {
      Object value = plain(pair.getValue());
      if (value != null) {
        map.put(pair.getKey(), value);
      }
    }
    return map;
  }

  static String json(Object value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(out)) {
      JsonValues.writeValue(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
