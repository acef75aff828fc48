package dev.tailrace.sinks.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Json;
import java.io.IOException;
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

  /** How far to go on where a byte of the text stands under the end of the key (Horspool 1980). */
  private static final byte[] SHIFTS = shifts();

  private final Set<Span> names = new HashSet<>();
  private final Span probe = new Span();
  private long memory;
  private boolean complete = true;

  private static byte[] shifts() {
    byte[] shifts = new byte[256];
    Arrays.fill(shifts, (byte) KEY.length);
    for (int i = 0; i < KEY.length - 1; i++) {
      shifts[KEY[i]] = (byte) (KEY.length - 1 - i);
    }
    return shifts;
  }

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

  private static int afterKey(byte[] json, int from) {
    int end = from + KEY.length;
    while (end <= json.length) {
      byte last = json[end - 1];
      if (last == '"' && Arrays.equals(json, end - KEY.length, end, KEY, 0, KEY.length)) {
        return end;
      }
      end += SHIFTS[last & 0xFF];
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
    if (names.contains(probe.at(json, from, to))) {
      return;
    }
    if (names.size() == MOST || to - from > LONGEST_BYTES) {
      complete = false;
      return;
    }
    names.add(new Span().at(Arrays.copyOfRange(json, from, to), 0, to - from));
    memory += to - from + OVERHEAD_BYTES;
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
