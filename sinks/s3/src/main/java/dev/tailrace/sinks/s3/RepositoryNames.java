package dev.tailrace.sinks.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The repositories that documents name, found without parsing them: a quote inside a JSON string is
 * always escaped, so the bytes {@code "repository"} before a colon are always a member's name. A
 * name that was seen before costs nothing but the search.
 */
final class RepositoryNames {
  /** So many are listed; whoever looks for one beyond them must open the object. */
  static final int MOST = 1_000;

  private static final int LONGEST_BYTES = 256;
  private static final int OVERHEAD_BYTES = 96;

  private static final byte[] KEY = ('"' + ContextKeys.REPOSITORY + '"').getBytes(US_ASCII);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Wherever the key stands, four bytes of it begin at a multiple of this. */
  private static final int STRIDE = KEY.length - Integer.BYTES;

  private static final int HASH_FACTOR = 0x9E37_79B1;
  private static final int HASH_BITS = 10;

  /** The four bytes that begin in each place of the key, by their hash; elsewhere 0. */
  private static final int[] PARTS = new int[1 << HASH_BITS];

  static {
    for (int i = 0; i < STRIDE; i++) {
      int part = (int) INTS.get(KEY, i);
      PARTS[hash(part)] = part;
    }
  }

  private final Set<Span> names = new HashSet<>();
  private final Span probe = new Span();

  /** The name that was found last, as the next document is often of the same job; first no name. */
  private byte[] last = KEY;

  private long memory;
  private boolean complete = true;

  /** Adds what a document names. */
  void addFrom(byte[] json) {
    int at = afterKey(json, 0);
    while (at >= 0) {
      at = afterKey(json, addValue(json, at));
    }
  }

  /** Whether {@link #sorted} has all of them. */
  boolean complete() {
    return complete;
  }

  /** What they occupy, in bytes. */
  long memory() {
    return memory;
  }

  List<String> sorted() {
    Set<String> sorted = new TreeSet<>();
    for (Span name : names) {
      Optional<String> text = name.text();
      text.ifPresent(sorted::add);
      complete &= text.isPresent();
    }
    return List.copyOf(sorted);
  }

  /**
   * Looks at four bytes in every {@link #STRIDE} only, and around them if they are of the key: so
   * the processor need not know one before it looks at the next.
   */
  private static int afterKey(byte[] json, int from) {
    for (int i = from; i <= json.length - Integer.BYTES; i += STRIDE) {
      int part = (int) INTS.get(json, i);
      if (PARTS[hash(part)] == part) {
        int end = endAround(json, from, i);
        if (end >= 0) {
          return end;
        }
      }
    }
    return -1;
  }

  private static int hash(int part) {
    return (part * HASH_FACTOR) >>> (Integer.SIZE - HASH_BITS);
  }

  /** The end of the key of which there is a part at an index; -1 if it is of something else. */
  private static int endAround(byte[] json, int from, int part) {
    int last = Math.min(part, json.length - KEY.length);
    for (int start = Math.max(from, part - STRIDE + 1); start <= last; start++) {
      if (Arrays.equals(json, start, start + KEY.length, KEY, 0, KEY.length)) {
        return start + KEY.length;
      }
    }
    return -1;
  }

  /** Adds the text that stands there as a value, if one does; returns where to go on. */
  private int addValue(byte[] json, int from) {
    int colon = afterSpace(json, from);
    int quote = colon < json.length && json[colon] == ':' ? afterSpace(json, colon + 1) : colon;
    if (quote >= json.length || quote == colon || json[quote] != '"') {
      return from;
    }
    int start = quote + 1;
    int lastEnd = start + last.length;
    if (lastEnd < json.length
        && json[lastEnd] == '"'
        && Arrays.equals(json, start, lastEnd, last, 0, last.length)) {
      return lastEnd;
    }
    int end = start;
    while (end < json.length && json[end] != '"') {
      end += json[end] == '\\' ? 2 : 1;
    }
    if (end < json.length) {
      add(json, start, end);
    }
    return end;
  }

  private static int afterSpace(byte[] json, int from) {
    int at = from;
    while (at < json.length
        && (json[at] == ' ' || json[at] == '\t' || json[at] == '\n' || json[at] == '\r')) {
      at++;
    }
    return at;
  }

  private void add(byte[] json, int from, int to) {
    boolean known = names.contains(probe.at(json, from, to));
    if (!known && (names.size() == MOST || to - from > LONGEST_BYTES)) {
      complete = false;
      return;
    }
    last = Arrays.copyOfRange(json, from, to);
    if (!known) {
      names.add(new Span().at(last, 0, last.length));
      memory += last.length + OVERHEAD_BYTES;
    }
  }

  /** A part of a document: the inside of a JSON string. One that is kept is not moved any more. */
  private static final class Span {
    private byte[] json = KEY;
    private int from;
    private int to;
    private int hash;

    Span at(byte[] newJson, int newFrom, int newTo) {
      json = newJson;
      from = newFrom;
      to = newTo;
      hash = 1;
      for (int i = from; i < to; i++) {
        hash = 31 * hash + json[i];
      }
      return this;
    }

    /** The text that it stands for; empty if it is not the inside of a JSON string. */
    Optional<String> text() {
      String inner = new String(json, from, to - from, UTF_8);
      if (inner.indexOf('\\') < 0) {
        return Optional.of(inner);
      }
      try (JsonParser parser = Json.FACTORY.createParser('"' + inner + '"')) {
        parser.nextToken();
        return Optional.of(parser.getText());
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Span span
          && hash == span.hash
          && Arrays.equals(json, from, to, span.json, span.from, span.to);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
