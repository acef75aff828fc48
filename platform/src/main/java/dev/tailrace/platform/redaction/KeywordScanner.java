package dev.tailrace.platform.redaction;

import java.util.List;

/**
 * Finds keywords in bytes, looking at every third place only.
 *
 * <p>Of each keyword four neighbouring bytes are chosen that are rare in logs. Of the pairs at
 * their first, second and third byte exactly one lies at a place that is looked at; a table tells
 * whether a pair occurs in any keyword, and only then the keywords with that pair are compared.
 * With a keyword of three bytes every second place is looked at. Unlike the shifts of Wu and Manber
 * ("A fast algorithm for multi-pattern searching", 1994) the next place does not depend on the last
 * comparison, so that a processor works on several at once.
 *
 * <p>A keyword may be interrupted by terminal escapes. An escape whose neighbours stand side by
 * side in no keyword interrupts none.
 */
final class KeywordScanner {
  private static final int CANDIDATE = 1;
  private static final int NEIGHBOURS = 2;
  private static final int ESCAPE = 4;

  /** Longer runs of escapes are not followed, but taken to interrupt a keyword. */
  private static final int LONGEST_RUN = 256;

  private static final byte[] JSON_ESCAPE = Bytes.ascii("\\u001b");

  private final byte[] pairs = new byte[1 << 14];
  private final PairIndex index = new PairIndex();
  private final Keyword[] keywords;
  private final int stride;

  /** Is told of each keyword found. */
  interface Visitor {
    void found(Keyword keyword, int at);
  }

  KeywordScanner(List<Keyword> keywords) {
    this.keywords = keywords.toArray(Keyword[]::new);
    int shortest = keywords.stream().mapToInt(keyword -> keyword.text().length).min().orElse(4);
    stride = Math.min(3, shortest - 1);
    for (int i = 0; i < this.keywords.length; i++) {
      add(i);
    }
    addEscapes();
  }

  private void add(int number) {
    byte[] text = keywords[number].text();
    boolean folded = keywords[number].folded();
    int window = PairIndex.rarestWindow(text, stride);
    for (int i = 0; i < text.length - 1; i++) {
      boolean chosen = i >= window && i < window + stride;
      for (int pair : PairIndex.spellings(text[i], text[i + 1], folded)) {
        pairs[pair] |= (byte) (chosen ? CANDIDATE | NEIGHBOURS : NEIGHBOURS);
        if (chosen) {
          index.add(pair, number, i);
        }
      }
    }
  }

  private void addEscapes() {
    for (int other = 0; other < 128; other++) {
      pairs[PairIndex.pair(Ansi.ESCAPE, other)] |= ESCAPE;
      pairs[PairIndex.pair(other, Ansi.ESCAPE)] |= ESCAPE;
    }
    for (int i = 0; i < stride; i++) {
      pairs[PairIndex.pair(JSON_ESCAPE[i], JSON_ESCAPE[i + 1])] |= ESCAPE;
    }
    index.freeze();
  }

  /**
   * The first keyword, or escape that may interrupt one; or {@code to}. The buffer may hold many
   * lines.
   */
  int first(byte[] buffer, int from, int to) {
    int at = from;
    while (true) {
      at = stride == 3 ? nextOfThree(buffer, at, to) : next(buffer, at, to);
      if (at >= to - 1) {
        return to;
      }
      int found = look(buffer, at, from, to);
      if (found >= 0) {
        return found;
      }
      at += stride;
    }
  }

  /** Tells of every keyword in a line that no escape interrupts. */
  void each(byte[] line, Visitor visitor) {
    for (int at = 0; at < line.length - 1; at += stride) {
      int pair = PairIndex.pair(line[at], line[at + 1]);
      if ((pairs[pair] & CANDIDATE) != 0) {
        for (int entry : index.entries(pair)) {
          Keyword keyword = keywords[PairIndex.number(entry)];
          int start = at - PairIndex.offset(entry);
          if (start >= 0 && keyword.standsAt(line, start, line.length)) {
            visitor.found(keyword, start);
          }
        }
      }
    }
  }

  /** The hot loop: the next place with a pair of interest, or an escape. */
  private int nextOfThree(byte[] buffer, int from, int to) {
    byte[] table = pairs;
    int at = from;
    for (; at < to - 2; at += 3) {
      if ((table[(buffer[at] & 0x7f) << 7 | (buffer[at + 1] & 0x7f)] & (CANDIDATE | ESCAPE)) != 0
          || buffer[at + 2] == Ansi.ESCAPE) {
        return at;
      }
    }
    return next(buffer, at, to);
  }

  private int next(byte[] buffer, int from, int to) {
    int at = from;
    while (at < to - 1
        && (pairs[PairIndex.pair(buffer[at], buffer[at + 1])] & (CANDIDATE | ESCAPE)) == 0) {
      at += stride;
    }
    return at;
  }

  private int look(byte[] buffer, int at, int from, int to) {
    int pair = PairIndex.pair(buffer[at], buffer[at + 1]);
    if ((pairs[pair] & CANDIDATE) != 0) {
      for (int entry : index.entries(pair)) {
        int start = at - PairIndex.offset(entry);
        if (start >= from && keywords[PairIndex.number(entry)].standsAt(buffer, start, to)) {
          return start;
        }
      }
    }
    boolean escape = (pairs[pair] & ESCAPE) != 0;
    return escape || (at + 2 < to && buffer[at + 2] == Ansi.ESCAPE)
        ? interruption(buffer, at, from, to)
        : -1;
  }

  private int interruption(byte[] buffer, int at, int from, int to) {
    for (int i = Math.max(from, at - stride); i < at + stride && i < to; i++) {
      if (Ansi.begins(buffer, i, to) && mayInterrupt(buffer, i, from, to)) {
        return i;
      }
    }
    return -1;
  }

  private boolean mayInterrupt(byte[] buffer, int escape, int from, int to) {
    if (escape == from) {
      return false;
    }
    int limit = Math.min(to, escape + LONGEST_RUN);
    int end = Ansi.endOfRun(buffer, escape, limit);
    if (end >= limit) {
      return limit < to;
    }
    return (pairs[PairIndex.pair(buffer[escape - 1], buffer[end])] & NEIGHBOURS) != 0;
  }
}
