package dev.tailrace.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.agent.lines.Resume;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.SourceAttributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The checkpoint's file: a line with version, length and CRC32 of what follows, a line of totals,
 * and a line for each source, all JSON.
 */
final class CheckpointJson {
  private static final int VERSION = 2;

  private CheckpointJson() {}

  static byte[] write(Checkpoint checkpoint) {
    List<byte[]> lines = checkpoint.sources().stream().map(CheckpointJson::line).toList();
    return write(lines, checkpoint.forgottenLines(), checkpoint.forgottenBytes());
  }

  /** The same from what {@link #line} gave before. */
  static byte[] write(List<byte[]> sources, long forgottenLines, long forgottenBytes) {
    ObjectNode totals = Json.MAPPER.createObjectNode();
    totals.put("forgotten_lines", forgottenLines);
    totals.put("forgotten_bytes", forgottenBytes);
    byte[] first = lineOf(totals);
    CRC32 crc = new CRC32();
    crc.update(first);
    int length = first.length;
    for (byte[] source : sources) {
      crc.update(source);
      length += source.length;
    }
    byte[] header = lineOf(header(length, crc.getValue()));
    ByteBuffer file = ByteBuffer.allocate(header.length + length).put(header).put(first);
    sources.forEach(file::put);
    return file.array();
  }

  private static ObjectNode header(int length, long crc) {
    ObjectNode header = Json.MAPPER.createObjectNode();
    header.put("tailrace_checkpoint", VERSION);
    header.put("length", length);
    header.put("crc32", crc);
    return header;
  }

  /** A source's line, with its end. */
  static byte[] line(SavedSource source) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("id", source.id());
    node.put("key", source.key());
    node.put("birth", source.identity().birth());
    if (source.path() != null) {
      node.put("path", source.path());
    }
    node.put("head_length", source.identity().head().length());
    node.put("head_crc32c", source.identity().head().crc());
    node.put("mark_end", source.identity().mark().end());
    node.put("mark_length", source.identity().mark().length());
    node.put("mark_crc32c", source.identity().mark().crc());
    node.put("size", source.size());
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
    if (!source.declarations().isEmpty()) {
      source.declarations().forEach(node.putArray("declarations")::add);
    }
    node.put("attributes", new String(source.attributes().toJson(), StandardCharsets.UTF_8));
    return lineOf(node);
  }

  private static byte[] lineOf(ObjectNode node) {
    return (node + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IOException with a reason if it is not what {@link #write} wrote
   */
  static Checkpoint read(byte[] file) throws IOException {
    int headerEnd = indexOfNewline(file);
    JsonNode header = Json.MAPPER.readTree(file, 0, headerEnd);
    int version = header.path("tailrace_checkpoint").asInt();
    if (version < 1 || version > VERSION) {
      throw new IOException("its version is not one from 1 to " + VERSION);
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
        identity(node),
        node.path("path").asText(null),
        node.path("size").asLong(),
        node.required("offset").asLong(),
        node.required("lines").asLong(),
        node.required("cut").asLong(),
        node.path("flush").asLong(SavedSource.NO_CUT),
        node.has("stdout")
            ? new Resume(node.required("stdout").asLong(), node.required("stderr").asLong())
            : null,
        node.required("finished").asBoolean(),
        node.required("gone_since").asLong(),
        declarations(node),
        SourceAttributes.fromJson(
            node.required("attributes").asText().getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Long> declarations(JsonNode node) {
    List<Long> offsets = new ArrayList<>();
    node.path("declarations").forEach(offset -> offsets.add(offset.asLong()));
    return offsets;
  }

  /** Version 1 knew neither births nor marks; what is missing is unknown. */
  private static Identity identity(JsonNode node) {
    return new Identity(
        node.required("key").asText(),
        node.path("birth").asLong(),
        new Fingerprint(
            node.required("head_length").asInt(), node.required("head_crc32c").asLong()),
        new Mark(
            node.path("mark_end").asLong(),
            node.path("mark_length").asInt(),
            node.path("mark_crc32c").asLong()));
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
