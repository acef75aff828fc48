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
  private static final byte[] CREATE = ascii("{\"create\":{\"_index\":\"");
  private static final byte[] ID = ascii("\",\"_id\":\"");
  private static final byte[] DOCUMENT = ascii("\"}}\n");
  private static final int FIRST_BYTES = 4 << 10;
  private static final int FIRST_DOCUMENTS = 16;

  private byte[] bytes;
  private int[] documents = new int[FIRST_DOCUMENTS];
  private int[] ends = new int[FIRST_DOCUMENTS];
  private int size;
  private int length;
  private long documentBytes;

  BulkBody() {
    this(FIRST_BYTES);
  }

  /**
   * @param expected how many bytes it may become; it grows beyond them
   */
  BulkBody(int expected) {
    this.bytes = new byte[expected];
  }

  /**
   * Adds a document.
   *
   * @param quotedId as it stands between the quotes of a JSON string, in UTF-8
   * @param json on one line
   */
  void add(String index, byte[] quotedId, byte[] json) {
    byte[] indexName = ascii(index);
    reserve(
        CREATE.length + indexName.length + ID.length + quotedId.length + DOCUMENT.length,
        json.length + 1);
    append(CREATE, 0, CREATE.length);
    append(indexName, 0, indexName.length);
    append(ID, 0, ID.length);
    append(quotedId, 0, quotedId.length);
    append(DOCUMENT, 0, DOCUMENT.length);
    documents[size] = length;
    append(json, 0, json.length);
    bytes[length++] = '\n';
    added(json.length);
  }

  /** Adds a document of another body. */
  void add(BulkBody other, int i) {
    int start = other.start(i);
    int toDocument = other.documents[i] - start;
    int rest = other.ends[i] - other.documents[i];
    reserve(toDocument, rest);
    documents[size] = length + toDocument;
    append(other.bytes, start, toDocument + rest);
    added(rest - 1);
  }

  private void reserve(int toDocument, int rest) {
    int needed = Math.addExact(length, Math.addExact(toDocument, rest));
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
    if (size == ends.length) {
      documents = Arrays.copyOf(documents, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
  }

  private void append(byte[] part, int from, int count) {
    System.arraycopy(part, from, bytes, length, count);
    length += count;
  }

  private void added(int jsonBytes) {
    ends[size++] = length;
    documentBytes += jsonBytes;
  }

  private int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  /** A body of its documents from one, inclusive, to another, exclusive. */
  BulkBody part(int from, int to) {
    BulkBody part = new BulkBody(ends[to - 1] - start(from));
    for (int i = from; i < to; i++) {
      part.add(this, i);
    }
    return part;
  }

  /** How many documents it has. */
  int size() {
    return size;
  }

  /** A copy of a document. */
  byte[] document(int i) {
    return Arrays.copyOfRange(bytes, documents[i], ends[i] - 1);
  }

  /** The bytes of its documents, without those of the lines between. */
  long documentBytes() {
    return documentBytes;
  }

  /** What is sent is the first {@link #length()} bytes. Not a copy. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
