package dev.tailrace.agent.http;

import dev.tailrace.agent.http.lines.LineBlock;
import dev.tailrace.agent.http.lines.PlainLines;
import dev.tailrace.agent.http.lines.Refused;
import dev.tailrace.agent.http.otlp.Otlp;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/logs}: lines, or OpenTelemetry's logs, as their specification has the same path.
 * Protobuf is OTLP's; JSON whose first member is {@code resourceLogs} is, too.
 */
final class LogsEndpoint implements Endpoint {
  private final HttpConfig config;
  private final Credentials credentials;

  LogsEndpoint(HttpConfig config) {
    this.config = config;
    this.credentials = new Credentials(config);
  }

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public String challenge() {
    return "Bearer realm=\"tailrace\"";
  }

  @Override
  public Admission admit(HttpFields headers) throws Refused {
    String tenant = credentials.tenant(headers.get(HttpHeader.AUTHORIZATION));
    Decompression coding = Decompression.of(headers.get(HttpHeader.CONTENT_ENCODING));
    return new Admission(
        tenant, config.maxBody().asInt(), new Body(coding, Kind.of(Endpoint.mediaType(headers))));
  }

  /** What the media type says of a body. */
  private enum Kind {
    LINES,
    LINES_OR_OTLP_JSON,
    OTLP_PROTOBUF;

    static Kind of(String mediaType) throws Refused {
      return switch (mediaType) {
        case "application/x-protobuf" -> OTLP_PROTOBUF;
        case "application/json" -> LINES_OR_OTLP_JSON;
        case "application/x-ndjson", "application/ndjson", "application/jsonl", "text/plain" ->
            LINES;
        default ->
            throw Refused.with(
                415,
                "the content type is not known",
                "use application/x-ndjson or text/plain for lines, application/x-protobuf or"
                    + " application/json for OTLP");
      };
    }

    @Nullable Otlp otlp(byte @Nullable [] content) {
      return switch (this) {
        case LINES -> null;
        case OTLP_PROTOBUF -> Otlp.PROTOBUF;
        case LINES_OR_OTLP_JSON -> content != null && Otlp.isOtlpJson(content) ? Otlp.JSON : null;
      };
    }
  }

  /** One request's. */
  private final class Body implements Admission.Decoder {
    private final Decompression coding;
    private final Kind kind;
    private byte @Nullable [] content;

    Body(Decompression coding, Kind kind) {
      this.coding = coding;
      this.kind = kind;
    }

    @Override
    public Answer decode(byte[] body, LineBlock into, MemoryBudget.Share memory) throws Refused {
      byte[] decoded = coding.decode(body, config.maxDecompressed().asInt(), memory);
      content = decoded;
      Otlp otlp = kind.otlp(decoded);
      if (otlp != null) {
        return Answer.accepted(otlp, otlp.read(decoded, into));
      }
      PlainLines.read(decoded, into);
      return Answer.accepted(into.count());
    }

    @Override
    public Answer failure(Refused refused) {
      Otlp otlp = kind.otlp(content);
      return otlp == null ? Answer.refused(refused) : Answer.refused(otlp, refused);
    }
  }
}
