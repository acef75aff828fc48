package dev.tailrace.agent.http.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import dev.tailrace.agent.http.lines.Refused;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;

/**
 * Reads an {@code ExportLogsServiceRequest} record by record: decoded at once, a body of empty
 * messages would become forty times its size.
 */
final class OtlpProtobuf {
  private static final int RESOURCE_LOGS = ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER;

  private final OtlpLines lines;

  private OtlpProtobuf(OtlpLines lines) {
    this.lines = lines;
  }

  /**
   * @param body is not to be changed any more
   * @throws Refused if it is damaged, or makes too many lines
   */
  static void read(byte[] body, OtlpLines lines) throws Refused {
    try {
      new OtlpProtobuf(lines).request(UnsafeByteOperations.unsafeWrap(body));
    } catch (IOException e) {
      throw Refused.malformed("the body is not an ExportLogsServiceRequest of OTLP");
    }
  }

  /** What to do with each message in a field. */
  private interface Member {
    void read(ByteString message) throws IOException, Refused;
  }

  private static void each(ByteString message, int field, Member member)
      throws IOException, Refused {
    CodedInputStream in = message.newCodedInput();
    in.enableAliasing(true);
    int wanted = (field << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == wanted) {
        member.read(in.readBytes());
      } else {
        in.skipField(tag);
      }
    }
  }

  private void request(ByteString request) throws IOException, Refused {
    each(request, RESOURCE_LOGS, this::resource);
  }

  /** The fields of a message may come in any order, so each is looked through twice. */
  private void resource(ByteString message) throws IOException, Refused {
    Resource.Builder resource = Resource.newBuilder();
    each(message, ResourceLogs.RESOURCE_FIELD_NUMBER, bytes -> resource.mergeFrom(small(bytes)));
    Resource known = resource.build();
    each(message, ResourceLogs.SCOPE_LOGS_FIELD_NUMBER, bytes -> scope(known, bytes));
  }

  private void scope(Resource resource, ByteString message) throws IOException, Refused {
    InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
    each(message, ScopeLogs.SCOPE_FIELD_NUMBER, bytes -> scope.mergeFrom(small(bytes)));
    InstrumentationScope known = scope.build();
    each(message, ScopeLogs.LOG_RECORDS_FIELD_NUMBER, bytes -> record(resource, known, bytes));
  }

  private void record(Resource resource, InstrumentationScope scope, ByteString message)
      throws IOException, Refused {
    if (message.size() > lines.longestRecord()) {
      lines.reject();
    } else {
      lines.add(resource, scope, LogRecord.parseFrom(message));
    }
  }

  private ByteString small(ByteString message) throws Refused {
    if (message.size() > lines.longestRecord()) {
      throw Refused.tooLarge(
          "a resource or scope is longer than " + lines.longestRecord() + " bytes");
    }
    return message;
  }
}
