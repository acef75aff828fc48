package dev.tailrace.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.agent.lines.Resume;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.SourceAttributes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The checkpoint's file: a line with version, length and CRC32 of what follows, a line of totals,
 * and a line for each source, all JSON.
 */
final class CheckpointJson {
  private static final int VERSION = 1;

  private CheckpointJson() {}

  static byte[] write(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ObjectNode totals = Json.MAPPER.createObjectNode();
    totals.put("forgotten_lines", checkpoint.forgottenLines());
    totals.put("forgotten_bytes", checkpoint.forgottenBytes());
    writeLine(totals, body);
    for (SavedSource source : checkpoint.sources()) {
      writeLine(node(source), body);
    }
    ObjectNode header = Json.MAPPER.createObjectNode();
    header.put("tailrace_checkpoint", VERSION);
    header.put("length", body.size());
    header.put("crc32", crc(body.toByteArray(), 0));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    writeLine(header, file);
    body.writeTo(file);
    return file.toByteArray();
  }

  private static void writeLine(ObjectNode node, ByteArrayOutputStream out) throws IOException {
    out.write(Json.MAPPER.writeValueAsBytes(node));
    out.write('\n');
  }

  private static ObjectNode node(SavedSource source) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("id", source.id());
    node.put("key", source.key());
    if (source.path() != null) {
      node.put("path", source.path());
    }
    node.put("head_length", source.fingerprint().length());
    node.put("head_crc32c", source.fingerprint().crc());
    node.put("offset", source.offset());
    node.put("lines", source.lines());
    node.put("cut", source.cut());
    if (source.flush() != SavedSource.NO_CUT) {
      node.put("flush", source.flush());
    }
    if (source.resume() != null) {
      node.put("stdout", source.resume().stdout());
      node.put("stderr", source.resume().stderr());
    }
    node.put("finished", source.finished());
    node.put("gone_since", source.goneSince());
    node.put("attributes", new String(source.attributes().toJson(), StandardCharsets.UTF_8));
    return node;
  }

  /**
   * @throws IOException with a reason if it is not what {@link #write} wrote
   */
  static Checkpoint read(byte[] file) throws IOException {
    int headerEnd = indexOfNewline(file);
    JsonNode header = Json.MAPPER.readTree(file, 0, headerEnd);
    if (header.path("tailrace_checkpoint").asInt() != VERSION) {
      throw new IOException("its version is not " + VERSION);
    }
    if (header.path("length").asLong() != file.length - headerEnd - 1) {
      throw new IOException("its length is not what it was");
    }
    if (header.path("crc32").asLong() != crc(file, headerEnd + 1)) {
      throw new IOException("its checksum is wrong");
    }
    return readBody(
        new String(file, headerEnd + 1, file.length - headerEnd - 1, StandardCharsets.UTF_8));
  }

  private static Checkpoint readBody(String body) throws IOException {
    List<String> lines = body.lines().toList();
    JsonNode totals = Json.MAPPER.readTree(lines.get(0));
    List<SavedSource> sources = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      sources.add(source(Json.MAPPER.readTree(line)));
    }
    return new Checkpoint(
        sources,
        totals.required("forgotten_lines").asLong(),
        totals.required("forgotten_bytes").asLong());
  }

  private static SavedSource source(JsonNode node) {
    return new SavedSource(
        node.required("id").asText(),
        node.required("key").asText(),
        node.path("path").asText(null),
        new Fingerprint(
            node.required("head_length").asInt(), node.required("head_crc32c").asLong()),
        node.required("offset").asLong(),
        node.required("lines").asLong(),
        node.required("cut").asLong(),
        node.path("flush").asLong(SavedSource.NO_CUT),
        node.has("stdout")
            ? new Resume(node.required("stdout").asLong(), node.required("stderr").asLong())
            : null,
        node.required("finished").asBoolean(),
        node.required("gone_since").asLong(),
        SourceAttributes.fromJson(
            node.required("attributes").asText().getBytes(StandardCharsets.UTF_8)));
  }

  private static int indexOfNewline(byte[] file) throws IOException {
    for (int i = 0; i < file.length; i++) {
      if (file[i] == '\n') {
        return i;
      }
    }
    throw new IOException("it has no first line");
  }

  private static long crc(byte[] bytes, int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, bytes.length - from);
    return crc.getValue();
  }
}
