package dev.tailrace.sinks.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The body of a bulk request: for each document a line that says where to create it, and a line
 * that is the document.
 *
 * @see <a href="https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk">Bulk
 *     index or delete documents</a>
 */
final class BulkBody {
  private static final byte[] CREATED = ascii("\"}}\n");
  private static final byte[] LINE_END = ascii("\n");

  /** Two for each document. */
  private final Slices lines = new Slices();

  private long documentBytes;

  /** Most documents go where the one before went. */
  private String lastIndex = "";

  private byte[] createIn = {};

  /**
   * Adds a document.
   *
   * @param quotedId as it stands between the quotes of a JSON string, in UTF-8
   * @param json on one line
   */
  void add(String index, byte[] quotedId, byte[] json) {
    if (!index.equals(lastIndex)) {
      lastIndex = index;
      createIn = ascii("{\"create\":{\"_index\":\"" + index + "\",\"_id\":\"");
    }
    lines.append(createIn).append(quotedId).append(CREATED).end();
    lines.append(json).append(LINE_END).end();
    documentBytes += json.length;
  }

  /** Adds a document of another body. */
  void add(BulkBody other, int i) {
    lines.add(other.lines, 2 * i);
    lines.add(other.lines, 2 * i + 1);
    documentBytes += other.lines.length(2 * i + 1) - LINE_END.length;
  }

  /** A body of its documents from one, inclusive, to another, exclusive. */
  BulkBody part(int from, int to) {
    BulkBody part = new BulkBody();
    for (int i = from; i < to; i++) {
      part.add(this, i);
    }
    return part;
  }

  /** How many documents it has. */
  int size() {
    return lines.size() / 2;
  }

  /** A copy of a document. */
  byte[] document(int i) {
    byte[] line = lines.get(2 * i + 1);
    return Arrays.copyOf(line, line.length - LINE_END.length);
  }

  /** The bytes of its documents, without those of the lines between. */
  long documentBytes() {
    return documentBytes;
  }

  /** What is sent is the first {@link #length()} bytes. Not a copy. */
  byte[] bytes() {
    return lines.bytes();
  }

  int length() {
    return lines.length();
  }

  /** Forgets all and keeps the memory. */
  void clear() {
    lines.clear();
    documentBytes = 0;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
