package dev.tailrace.sinks.elasticsearch;

import dev.tailrace.sinks.core.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The documents of one bulk request. Its body grows as they are added, while their bytes are still
 * at hand; later they would have to be fetched from memory again.
 */
final class Batch<D extends BulkDocument> {
  private static final byte[] CREATE = ascii("{\"create\":{\"_index\":\"");
  private static final byte[] ID = ascii("\",\"_id\":\"");
  private static final byte[] DOCUMENT = ascii("\"}}\n");
  private static final int FIRST_BYTES = 64 << 10;

  private final List<D> documents = new ArrayList<>();
  private final Timestamps timestamps = new Timestamps();
  private byte[] body;
  private int length;
  private long bytes;

  Batch() {
    this(FIRST_BYTES);
  }

  /**
   * @param expected how long its body may become
   */
  Batch(int expected) {
    this.body = new byte[expected];
  }

  static <D extends BulkDocument> Batch<D> of(List<? extends D> documents) {
    Batch<D> batch = new Batch<>();
    documents.forEach(batch::add);
    return batch;
  }

  void add(D document) {
    byte[] index = ascii(document.index());
    byte[] id = document.quotedId();
    byte[] json = document.json();
    reserve(CREATE.length + index.length + ID.length + id.length + DOCUMENT.length + json.length);
    append(CREATE);
    append(index);
    append(ID);
    append(id);
    append(DOCUMENT);
    append(json);
    body[length++] = '\n';
    bytes += json.length;
    documents.add(document);
    timestamps.add(document.timestamp());
  }

  private void reserve(int withoutLineEnd) {
    int needed = Math.addExact(length, withoutLineEnd + 1);
    if (needed > body.length) {
      body = Arrays.copyOf(body, Math.max(needed, body.length * 2));
    }
  }

  private void append(byte[] part) {
    System.arraycopy(part, 0, body, length, part.length);
    length += part.length;
  }

  List<D> documents() {
    return Collections.unmodifiableList(documents);
  }

  int size() {
    return documents.size();
  }

  /** The bytes of its documents, without what is said about them. */
  long bytes() {
    return bytes;
  }

  /** When its documents were observed. */
  Timestamps timestamps() {
    return timestamps;
  }

  /** The body of the request, from the first byte on, {@link #length()} bytes of it. */
  byte[] body() {
    return body;
  }

  int length() {
    return length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
