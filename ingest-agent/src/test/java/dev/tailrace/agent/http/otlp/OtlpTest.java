package dev.tailrace.agent.http.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.tailrace.agent.http.lines.JsonBody;
import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.Refused;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LINE = 100_000;

  /** What Fluent Bit refuses and protobuf's JSON takes for an empty list. */
  private static final Set<String> EMPTY_HERE = Set.of("scopeLogs_missing", "resourceLogs_missing");

  private static LineBlock block() {
    return new LineBlock(MAX_LINE, 1 << 20, UnaryOperator.identity());
  }

  private static List<JsonNode> lines(Otlp otlp, byte[] body) throws Refused, IOException {
    LineBlock block = block();
    assertThat(otlp.read(body, block)).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : new String(block.bytes(), UTF_8).lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static JsonNode line(String record) throws Refused, IOException {
    String body = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + record + "]}]}]}";
    return lines(Otlp.JSON, body.getBytes(UTF_8)).get(0);
  }

  private static byte[] request(LogRecord... records) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(List.of(records))))
        .build()
        .toByteArray();
  }

  private static Path data(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    Assumptions.assumeTrue(root != null, "not within the project");
    Path data = root.resolveSibling("shared").resolve("data").resolve(name);
    Assumptions.assumeTrue(Files.exists(data), data + " is not there");
    return data;
  }

  @Test
  void fillsTheLogSchema() throws Exception {
    JsonNode line =
        line(
            """
            {"timeUnixNano":"1544712660300000000","severityNumber":10,"severityText":"Notice",
             "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174",
             "body":{"stringValue":"done"},"flags":1,"eventName":"build.done",
             "attributes":[
               {"key":"service.name","value":{"stringValue":"builder"}},
               {"key":"cicd.pipeline.run.id","value":{"stringValue":"r1"}},
               {"key":"cicd.pipeline.task.run.id","value":{"intValue":"7"}},
               {"key":"cicd.pipeline.name","value":{"stringValue":"ci"}},
               {"key":"vcs.repository.name","value":{"stringValue":"acme/web"}},
               {"key":"http.route","value":{"stringValue":"/x"}}]}
            """);

    assertThat(line.path("timestamp").asText()).isEqualTo("2018-12-13T14:51:00.300Z");
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("service").asText()).isEqualTo("builder");
    assertThat(line.path("trace_id").asText()).isEqualTo("5b8efff798038103d269b633813fc60c");
    assertThat(line.path("span_id").asText()).isEqualTo("eee19b7ec3c1b174");
    assertThat(line.path("message").asText()).isEqualTo("done");
    assertThat(JsonBody.plainObject(line.path("context")))
        .isEqualTo(
            Map.of(
                "run_id", "r1",
                "job_id", 7,
                "workflow", "ci",
                "repository", "acme/web",
                "http.route", "/x",
                "trace_flags", 1,
                "event_name", "build.done"));
  }

  @Test
  void keepsAStructuredBodyAsTextAndAsItIs() throws Exception {
    JsonNode line =
        line(
            """
            {"body":{"kvlistValue":{"values":[
              {"key":"a","value":{"arrayValue":{"values":[{"intValue":1},{"boolValue":true}]}}}]}}}
            """);

    assertThat(line.path("message").asText()).isEqualTo("{\"a\":[1,true]}");
    assertThat(line.path("context").path("body").path("a").path(0).asInt()).isEqualTo(1);
    assertThat(line.has("timestamp")).isFalse();
    assertThat(line.has("level")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"timeUnixNano\":\"18446744073709551616\"}",
        "{\"timeUnixNano\":\"1e9\"}",
        "{\"timeUnixNano\":{}}",
        "{\"traceId\":\"zz8EFFF798038103D269B633813FC60C\"}",
        "{\"spanId\":\"EEE1\"}",
        "{\"attributes\":{}}",
        "{\"attributes\":[1]}",
        "{\"body\":\"text\"}",
        "{\"body\":{\"boolValue\":\"yes\"}}",
        "{\"body\":{\"bytesValue\":\"?\"}}",
        "7"
      })
  void namesThePlaceOfWhatIsNotOtlp(String record) {
    assertThatThrownBy(() -> line(record))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(400);
              assertThat(refused.error()).startsWith("resourceLogs[0].scopeLogs[0].logRecords[0]");
            });
  }

  @Test
  void acceptsNumbersAsTextAndAsNumbers() throws Exception {
    assertThat(line("{\"timeUnixNano\":1640995200000000000}").path("timestamp").asText())
        .isEqualTo("2022-01-01T00:00:00Z");
    assertThat(line("{\"observed_time_unix_nano\":\"1640995200000000000\"}").path("timestamp"))
        .hasToString("\"2022-01-01T00:00:00Z\"");
    assertThat(line("{\"body\":{\"doubleValue\":\"NaN\"}}").path("message").asText())
        .isEqualTo("NaN");
  }

  @Test
  void refusesJsonThatIsNestedTooDeep() {
    String deep = "{\"body\":" + "{\"arrayValue\":{\"values\":[".repeat(100);

    assertThatThrownBy(() -> line(deep))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(413));
  }

  @Test
  void readsProtobufLikeJson() throws Exception {
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNano(1544712660300000000L)
            .setSeverityNumberValue(17)
            .setTraceId(ByteString.copyFrom(new byte[16]))
            .setSpanId(ByteString.copyFrom(new byte[] {1, 2}))
            .setBody(AnyValue.newBuilder().setStringValue("x"))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("list")
                    .setValue(
                        AnyValue.newBuilder()
                            .setArrayValue(
                                ArrayValue.newBuilder()
                                    .addValues(AnyValue.newBuilder().setDoubleValue(0.5)))))
            .build();

    JsonNode line = lines(Otlp.PROTOBUF, request(record)).get(0);

    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.path("context").path("list").path(0).asDouble()).isEqualTo(0.5);
    assertThat(line.path("context").path("invalid_span_id").asText()).isEqualTo("0102");
    assertThat(line.has("span_id")).isFalse();
  }

  @Test
  void refusesDamagedProtobuf() {
    byte[] whole = request(LogRecord.newBuilder().setEventName("something").build());
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 3);

    assertThatThrownBy(() -> Otlp.PROTOBUF.read(cut, block()))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(400));
  }

  @Test
  void boundsWhatEmptyRecordsBecome() {
    byte[] empty = HexFormat.of().parseHex("1200".repeat(100_000));
    byte[] body =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope(empty)))
            .build()
            .toByteArray();

    assertThatThrownBy(() -> Otlp.PROTOBUF.read(body, block()))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(413));
  }

  private static ScopeLogs scope(byte[] bytes) {
    try {
      return ScopeLogs.parseFrom(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void leavesOutWhatIsTooLongAndSaysSo() throws Exception {
    LogRecord small = LogRecord.newBuilder().setEventName("small").build();
    LogRecord large = LogRecord.newBuilder().setEventName("x".repeat(MAX_LINE + 1)).build();
    LineBlock block = block();

    assertThat(Otlp.PROTOBUF.read(request(large, small), block)).isEqualTo(1);
    assertThat(block.count()).isEqualTo(1);
    ExportLogsServiceResponse response =
        ExportLogsServiceResponse.parseFrom(Otlp.PROTOBUF.success(1));
    assertThat(response.getPartialSuccess().getRejectedLogRecords()).isEqualTo(1);
    assertThat(new String(Otlp.JSON.success(1), UTF_8)).contains("\"rejectedLogRecords\":\"1\"");
    assertThat(Otlp.PROTOBUF.success(0)).isEmpty();
    assertThat(new String(Otlp.JSON.success(0), UTF_8)).isEqualTo("{}");
  }

  @Test
  void tellsOtlpFromLines() {
    assertThat(Otlp.isOtlpJson(" {\n \"resourceLogs\" : []}".getBytes(UTF_8))).isTrue();
    assertThat(Otlp.isOtlpJson("{\"resource_logs\":[]}".getBytes(UTF_8))).isTrue();
    assertThat(Otlp.isOtlpJson("{\"message\":\"resourceLogs\"}".getBytes(UTF_8))).isFalse();
    assertThat(Otlp.isOtlpJson("text".getBytes(UTF_8))).isFalse();
    assertThat(Otlp.isOtlpJson(new byte[0])).isFalse();
  }

  @Test
  void readsTheExamplesOfTheSpecification() throws Exception {
    byte[] logs = Files.readAllBytes(data("otlp-examples").resolve("logs.json"));
    byte[] events = Files.readAllBytes(data("otlp-examples").resolve("events.json"));
    JsonNode log = lines(Otlp.JSON, logs).get(0);
    JsonNode event = lines(Otlp.JSON, events).get(0);

    assertThat(Otlp.isOtlpJson(logs)).isTrue();
    assertThat(log.path("message").asText()).isEqualTo("Example log record");
    assertThat(log.path("service").asText()).isEqualTo("my.service");
    assertThat(log.path("trace_id").asText()).isEqualTo("5b8efff798038103d269b633813fc60c");
    assertThat(log.path("context").path("scope").path("name").asText()).isEqualTo("my.library");
    assertThat(event.path("context").path("event_name").asText()).isEqualTo("browser.page_view");
    assertThat(event.path("context").path("body").path("url").asText()).startsWith("https://");
  }

  @Test
  void agreesWithFluentBit() throws Exception {
    JsonNode cases = JSON.readTree(data("fluent-bit-cases/otlp-json/logs.json").toFile());
    int count = 0;
    for (Map.Entry<String, JsonNode> one : cases.properties()) {
      JsonNode input = one.getValue().path("input");
      byte[] body = JSON.writeValueAsBytes(input);
      boolean fails = one.getValue().has("expected_error") && !EMPTY_HERE.contains(one.getKey());
      if (fails && input.isObject()) {
        assertThatThrownBy(() -> lines(Otlp.JSON, body))
            .as(one.getKey())
            .isInstanceOf(Refused.class);
      } else if (input.isObject()) {
        assertThat(logs(lines(Otlp.JSON, body)))
            .as(one.getKey())
            .startsWith(logsOf(one.getValue().path("expected")).toArray(String[]::new));
      }
      count++;
    }
    assertThat(count).isGreaterThan(25);
  }

  private static List<String> logs(List<JsonNode> lines) {
    return lines.stream().map(line -> line.path("message").asText()).toList();
  }

  private static List<String> logsOf(JsonNode expected) {
    List<String> logs = new ArrayList<>();
    if (expected.has("groups")) {
      expected.path("groups").forEach(g -> g.path("records").forEach(r -> logs.add(log(r))));
    } else if (expected.has("log_body")) {
      logs.add(log(expected));
    }
    return logs;
  }

  private static String log(JsonNode record) {
    JsonNode body =
        record.path("log_body").isMissingNode() ? record.path("body") : record.path("log_body");
    return body.has("log") ? body.path("log").asText() : body.toString();
  }
}
