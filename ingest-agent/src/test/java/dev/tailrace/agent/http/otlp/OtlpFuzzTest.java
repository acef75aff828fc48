package dev.tailrace.agent.http.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.Refused;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes is either refused or becomes lines that are JSON. */
class OtlpFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] PROTOBUF = protobuf();
  private static final byte[] TEXT =
      """
      {"resourceLogs":[{"resource":{"attributes":[{"key":"a","value":{"intValue":"1"}}]},
      "scopeLogs":[{"scope":{"name":"s"},"logRecords":[{"timeUnixNano":"1544712660300000000",
      "traceId":"5B8EFFF798038103D269B633813FC60C","flags":1,"body":{"kvlistValue":{"values":
      [{"key":"b","value":{"arrayValue":{"values":[{"doubleValue":0.5},{"bytesValue":"AAE="}]}}}]
      }}}]}]}]}
      """
          .getBytes(UTF_8);

  private static byte[] protobuf() {
    AnyValue text = AnyValue.newBuilder().setStringValue("text").build();
    KeyValue pair = KeyValue.newBuilder().setKey("key").setValue(text).build();
    KeyValueList list = KeyValueList.newBuilder().addValues(pair).build();
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNano(-1)
            .setSeverityNumberValue(9)
            .setBody(AnyValue.newBuilder().setKvlistValue(list))
            .addAttributes(pair)
            .build();
    ResourceLogs logs =
        ResourceLogs.newBuilder()
            .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record).addLogRecords(record))
            .build();
    return ExportLogsServiceRequest.newBuilder().addResourceLogs(logs).build().toByteArray();
  }

  @Property(tries = 2000)
  void survivesDamagedProtobuf(
      @ForAll @IntRange(max = 1000) int at,
      @ForAll @Size(min = 1, max = 4) List<@ByteRange(min = -128) Byte> damage)
      throws IOException {
    check(Otlp.PROTOBUF, damaged(PROTOBUF, at, damage));
  }

  @Property(tries = 2000)
  void survivesDamagedJson(
      @ForAll @IntRange(max = 1000) int at,
      @ForAll @Size(min = 1, max = 4) List<@ByteRange(min = 32) Byte> damage)
      throws IOException {
    check(Otlp.JSON, damaged(TEXT, at, damage));
  }

  private static byte[] damaged(byte[] whole, int at, List<Byte> damage) {
    byte[] bytes = whole.clone();
    for (int i = 0; i < damage.size(); i++) {
      bytes[(at + i) % bytes.length] = damage.get(i);
    }
    return bytes;
  }

  private static void check(Otlp otlp, byte[] body) throws IOException {
    LineBlock block = new LineBlock(1 << 20, 1 << 24, UnaryOperator.identity());
    try {
      otlp.read(body, block);
    } catch (Refused e) {
      assertThat(e.status()).isIn(400, 413);
      return;
    }
    for (String line : new String(block.bytes(), UTF_8).lines().toList()) {
      assertThat(JSON.readTree(line).has("message")).isTrue();
    }
  }
}
