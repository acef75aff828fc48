package dev.tailrace.agent.http.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.agent.http.lines.JsonBody;
import dev.tailrace.agent.http.lines.Refused;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads OTLP's JSON, which is protobuf's with ids in hexadecimal and enums as numbers. Protobuf's
 * own reader would take the ids for base64.
 */
final class OtlpJson {
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private OtlpJson() {}

  /**
   * @throws Refused if it is not OTLP, or makes too many lines; the error names the place
   */
  static void read(byte[] body, OtlpLines lines) throws Refused {
    JsonField root = new JsonField("", JsonBody.read(body));
    JsonField resources = root.member("resourceLogs");
    int count = resources.elements();
    for (int i = 0; i < count; i++) {
      JsonField logs = resources.element(i).object();
      Resource resource = resource(logs.member("resource"));
      JsonField scopes = logs.member("scopeLogs");
      int scopeCount = scopes.elements();
      for (int j = 0; j < scopeCount; j++) {
        scope(resource, scopes.element(j).object(), lines);
      }
    }
  }

  private static Resource resource(JsonField resource) throws Refused {
    return resource.absent()
        ? Resource.getDefaultInstance()
        : Resource.newBuilder()
            .addAllAttributes(attributes(resource.object().member("attributes")))
            .build();
  }

  private static void scope(Resource resource, JsonField logs, OtlpLines lines) throws Refused {
    InstrumentationScope scope = scope(logs.member("scope"));
    JsonField records = logs.member("logRecords");
    int count = records.elements();
    for (int i = 0; i < count; i++) {
      lines.add(resource, scope, record(records.element(i).object()));
    }
  }

  private static InstrumentationScope scope(JsonField scope) throws Refused {
    return scope.absent()
        ? InstrumentationScope.getDefaultInstance()
        : InstrumentationScope.newBuilder()
            .setName(scope.object().member("name").text())
            .setVersion(scope.member("version").text())
            .addAllAttributes(attributes(scope.member("attributes")))
            .build();
  }

  private static LogRecord record(JsonField record) throws Refused {
    return LogRecord.newBuilder()
        .setTimeUnixNano(record.member("timeUnixNano").integer())
        .setObservedTimeUnixNano(record.member("observedTimeUnixNano").integer())
        .setSeverityNumberValue(severity(record.member("severityNumber")))
        .setSeverityText(record.member("severityText").text())
        .setBody(value(record.member("body")))
        .addAllAttributes(attributes(record.member("attributes")))
        .setDroppedAttributesCount((int) record.member("droppedAttributesCount").integer())
        .setFlags((int) record.member("flags").integer())
        .setTraceId(record.member("traceId").hex(TRACE_ID_BYTES))
        .setSpanId(record.member("spanId").hex(SPAN_ID_BYTES))
        .setEventName(record.member("eventName").text())
        .build();
  }

  /** OTLP has only the number; protobuf's JSON also has the name, which some exporters write. */
  private static int severity(JsonField severity) throws Refused {
    if (!severity.node().isTextual()) {
      return (int) severity.integer();
    }
    try {
      return SeverityNumber.valueOf(severity.text()).getNumber();
    } catch (IllegalArgumentException e) {
      return (int) severity.integer();
    }
  }

  private static List<KeyValue> attributes(JsonField attributes) throws Refused {
    List<KeyValue> pairs = new ArrayList<>();
    int count = attributes.elements();
    for (int i = 0; i < count; i++) {
      JsonField pair = attributes.element(i).object();
      pairs.add(pair(pair.member("key").text(), value(pair.member("value"))));
    }
    return pairs;
  }

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue value(JsonField value) throws Refused {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value.absent() || value.object().node().isEmpty()) {
      return any.build();
    }
    Map.Entry<String, JsonNode> first = value.node().properties().iterator().next();
    JsonField member = value.member(first.getKey());
    return switch (first.getKey()) {
      case "stringValue", "string_value" -> any.setStringValue(member.text()).build();
      case "boolValue", "bool_value" -> any.setBoolValue(member.flag()).build();
      case "intValue", "int_value" -> any.setIntValue(member.integer()).build();
      case "doubleValue", "double_value" -> any.setDoubleValue(member.decimal()).build();
      case "bytesValue", "bytes_value" -> any.setBytesValue(member.base64()).build();
      case "arrayValue", "array_value" -> any.setArrayValue(array(member)).build();
      case "kvlistValue", "kvlist_value" ->
          any.setKvlistValue(KeyValueList.newBuilder().addAllValues(attributes(values(member))))
              .build();
      default -> any.setKvlistValue(unwrapped(value)).build();
    };
  }

  private static ArrayValue array(JsonField array) throws Refused {
    ArrayValue.Builder list = ArrayValue.newBuilder();
    JsonField values = values(array);
    int count = values.elements();
    for (int i = 0; i < count; i++) {
      list.addValues(value(values.element(i)));
    }
    return list.build();
  }

  /** OTLP's own examples leave out the object between. */
  private static JsonField values(JsonField list) {
    return list.node().isArray() ? list : list.member("values");
  }

  /** A map of values without its wrapping, as some exporters write it. */
  private static KeyValueList unwrapped(JsonField map) throws Refused {
    KeyValueList.Builder list = KeyValueList.newBuilder();
    Iterator<String> names = map.node().fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      list.addValues(pair(name, value(map.member(name))));
    }
    return list.build();
  }
}
