package dev.tailrace.agent.http.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.protobuf.CodedOutputStream;
import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.Refused;
import dev.tailrace.schemas.Json;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Logs of OTLP/HTTP in one of its two encodings: the request's body, and the bodies of the answers.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
public enum Otlp {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private static final String REJECTED = "log records longer than the longest line were left out";

  private final String contentType;

  Otlp(String contentType) {
    this.contentType = contentType;
  }

  /** Of requests and of answers. */
  public String contentType() {
    return contentType;
  }

  /**
   * Whether a JSON body is OTLP's: an object whose first member is {@code resourceLogs}. Anything
   * else is lines.
   */
  public static boolean isOtlpJson(byte[] body) {
    String start =
        new String(body, 0, Math.min(body.length, 256), StandardCharsets.ISO_8859_1).strip();
    if (!start.startsWith("{")) {
      return false;
    }
    String first = start.substring(1).strip();
    return first.startsWith("\"resourceLogs\"") || first.startsWith("\"resource_logs\"");
  }

  /**
   * Adds a line for each log record.
   *
   * @return how many records were left out because each is too long for a line
   * @throws Refused if the body is damaged, or makes too many lines
   */
  public long read(byte[] body, LineBlock into) throws Refused {
    OtlpLines lines = new OtlpLines(into);
    if (this == PROTOBUF) {
      OtlpProtobuf.read(body, lines);
    } else {
      OtlpJson.read(body, lines);
    }
    return lines.rejected();
  }

  /** An {@code ExportLogsServiceResponse}. */
  public byte[] success(long rejected) {
    if (this == JSON) {
      return json(
          rejected == 0
              ? Map.of()
              : Map.of(
                  "partialSuccess",
                  Map.of("rejectedLogRecords", Long.toString(rejected), "errorMessage", REJECTED)));
    }
    ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
    if (rejected > 0) {
      response.setPartialSuccess(
          ExportLogsPartialSuccess.newBuilder()
              .setRejectedLogRecords(rejected)
              .setErrorMessage(REJECTED));
    }
    return response.build().toByteArray();
  }

  /** A {@code google.rpc.Status}: its code and message. */
  public byte[] failure(Refused refused) {
    int code = code(refused.status());
    String message = refused.error() + "; " + refused.remedy();
    if (this == JSON) {
      return json(Map.of("code", code, "message", message));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream status = CodedOutputStream.newInstance(out);
    try {
      status.writeInt32(1, code);
      status.writeString(2, message);
      status.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** gRPC's code for an HTTP status. */
  private static int code(int status) {
    return switch (status) {
      case 401 -> 16; // UNAUTHENTICATED
      case 408 -> 4; // DEADLINE_EXCEEDED
      case 413, 429 -> 8; // RESOURCE_EXHAUSTED
      case 503 -> 14; // UNAVAILABLE
      default -> 3; // INVALID_ARGUMENT
    };
  }

  private static byte[] json(Object value) {
    try {
      return Json.MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
