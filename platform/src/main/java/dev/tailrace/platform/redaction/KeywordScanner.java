package dev.tailrace.platform.redaction;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Finds keywords in bytes, looking at every third place only.
 *
 * <p>Of each keyword a window of five neighbouring bytes is chosen that are rare in logs. Exactly
 * one of the three places where its first three triples begin is looked at. There the pair of the
 * first and second byte and that of the second and third must both be ones that some keyword has at
 * that place of its window; two tables tell. As the pairs may be those of two keywords, a set of
 * all triples is asked next, and only then the keywords with that pair are compared. A keyword of
 * four bytes has no third triple, one of three bytes may have any byte before it; there the first
 * pair decides alone. Unlike the shifts of Wu and Manber ("A fast algorithm for multi-pattern
 * searching", 1994) the next place does not depend on the last comparison, so that a processor
 * works on several at once.
 *
 * <p>A keyword may be interrupted by terminal escapes. An escape whose neighbours stand side by
 * side in no keyword interrupts none.
 */
final class KeywordScanner {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int STRIDE = 3;
  private static final int TRIPLE = (1 << STRIDE) - 1;
  private static final int PAIR_ALONE = 1 << STRIDE;
  private static final int ESCAPE_LAST = 1 << 4;
  private static final int ESCAPE_FIRST = 1 << 5;

  /** Longer runs of escapes are not followed, but taken to interrupt a keyword. */
  private static final int LONGEST_RUN = 256;

  private static final int NO_KEYWORD = -1;

  /** Bits of the places in a window at which a pair begins a triple, and ends one. */
  private final byte[] firsts = new byte[PairIndex.PAIRS];

  private final byte[] seconds = new byte[PairIndex.PAIRS];

  /** The triples themselves, and those that end in a pair that decides alone. */
  private final Triples triples = new Triples();

  private final Triples endings = new Triples();
  private final boolean[] neighbours = new boolean[PairIndex.PAIRS];
  private final PairIndex index = new PairIndex();
  private final Keyword[] keywords;

  /** Is told of each keyword found. */
  interface Visitor {
    void found(Keyword keyword, int at);
  }

  KeywordScanner(List<Keyword> keywords) {
    this.keywords = keywords.toArray(Keyword[]::new);
    for (int i = 0; i < this.keywords.length; i++) {
      Keyword keyword = this.keywords[i];
      add(keyword.text(), keyword.folded(), i);
      for (int offset = 0; offset < keyword.text().length - 1; offset++) {
        for (int pair : PairIndex.spellings(keyword.text(), offset, keyword.folded())) {
          neighbours[pair] = true;
        }
      }
    }
    add(Ansi.JSON_ESCAPE, false, NO_KEYWORD);
    addEscapes();
    index.freeze();
  }

  private void add(byte[] text, boolean folded, int number) {
    int window = PairIndex.rarestWindow(text);
    for (int place = 0; place < STRIDE; place++) {
      int offset = window + place;
      boolean triple = offset + 2 < text.length;
      addTriples(triple ? triples : endings, text, triple ? offset : offset - 1, folded);
      for (int pair : PairIndex.spellings(text, offset, folded)) {
        firsts[pair] |= (byte) (triple ? 1 << place : PAIR_ALONE);
        if (number != NO_KEYWORD) {
          index.add(pair, number, offset);
        }
      }
      if (triple) {
        for (int pair : PairIndex.spellings(text, offset + 1, folded)) {
          seconds[pair] |= (byte) (1 << place);
        }
      }
    }
  }

  private static void addTriples(Triples to, byte[] text, int offset, boolean folded) {
    for (int pair : PairIndex.spellings(text, offset, folded)) {
      for (int next : PairIndex.spellings(text, offset + 1, folded)) {
        if (pair >>> 8 == (next & 0x7f)) {
          to.add(pair, next, next >>> 8);
        }
      }
    }
  }

  private void addEscapes() {
    for (int pair = 0; pair < PairIndex.PAIRS; pair++) {
      firsts[pair] |= ESCAPE_LAST;
      seconds[pair] |= ESCAPE_FIRST | PAIR_ALONE;
    }
    for (int other = 0; other < 128; other++) {
      firsts[PairIndex.pair(Ansi.ESCAPE, other)] |= ESCAPE_FIRST;
      firsts[PairIndex.pair(other, Ansi.ESCAPE)] |= ESCAPE_FIRST;
      seconds[PairIndex.pair(other, Ansi.ESCAPE)] |= ESCAPE_LAST;
    }
  }

  /**
   * The first keyword, or escape that may interrupt one; or {@code to}. The buffer may hold many
   * lines.
   */
  int first(byte[] buffer, int from, int to) {
    for (int at = next(buffer, from, from, to); at < to; at = next(buffer, from, at + STRIDE, to)) {
      int found = keyword(buffer, at, from, to);
      if (found < 0) {
        found = interruption(buffer, at, from, to);
      }
      if (found >= 0) {
        return found;
      }
    }
    return to;
  }

  /** Tells of every keyword in a line that no escape interrupts. */
  void each(byte[] line, Visitor visitor) {
    for (int at = next(line, 0, 0, line.length);
        at < line.length;
        at = next(line, 0, at + STRIDE, line.length)) {
      for (int entry : index.entries(PairIndex.pair(line[at], line[at + 1]))) {
        Keyword keyword = keywords[PairIndex.number(entry)];
        int start = at - PairIndex.offset(entry);
        if (start >= 0 && keyword.standsAt(line, start, line.length)) {
          visitor.found(keyword, start);
        }
      }
    }
  }

  /**
   * The hot loop: the next place at or after {@code at} that may be one of a keyword or an escape.
   */
  private int next(byte[] buffer, int from, int at, int to) {
    byte[] first = firsts;
    byte[] second = seconds;
    int place = at;
    for (int last = to - Long.BYTES; place <= last; place += 2 * STRIDE) {
      long word = (long) LONGS.get(buffer, place);
      int one = told(first, second, (int) word);
      int two = told(first, second, (int) (word >>> (STRIDE * Byte.SIZE)));
      if ((one | two) != 0) {
        if (one != 0 && plausible(buffer, place, from, one)) {
          return place;
        }
        if (two != 0 && plausible(buffer, place + STRIDE, from, two)) {
          return place + STRIDE;
        }
      }
    }
    return nextNearEnd(buffer, from, place, to);
  }

  /** What the tables tell of three bytes, read as a little-endian number. */
  private static int told(byte[] first, byte[] second, int bytes) {
    return first[bytes & PairIndex.MASK] & second[(bytes >>> Byte.SIZE) & PairIndex.MASK];
  }

  private int nextNearEnd(byte[] buffer, int from, int at, int to) {
    int place = at;
    for (; place < to - 2; place += STRIDE) {
      int told =
          firsts[PairIndex.pair(buffer[place], buffer[place + 1])]
              & seconds[PairIndex.pair(buffer[place + 1], buffer[place + 2])];
      if (told != 0 && plausible(buffer, place, from, told)) {
        return place;
      }
    }
    boolean pair =
        place == to - 2
            && (firsts[PairIndex.pair(buffer[place], buffer[place + 1])]
                    & (PAIR_ALONE | ESCAPE_FIRST))
                != 0;
    return pair ? place : to;
  }

  /** Looks at all three bytes at once: the tables know the two pairs, maybe of two keywords. */
  private boolean plausible(byte[] buffer, int at, int from, int told) {
    return (told & (ESCAPE_FIRST | ESCAPE_LAST)) != 0
        || ((told & TRIPLE) != 0 && triples.mayHold(buffer[at], buffer[at + 1], buffer[at + 2]))
        || ((told & PAIR_ALONE) != 0
            && at > from
            && endings.mayHold(buffer[at - 1], buffer[at], buffer[at + 1]));
  }

  private int keyword(byte[] buffer, int at, int from, int to) {
    for (int entry : index.entries(PairIndex.pair(buffer[at], buffer[at + 1]))) {
      int start = at - PairIndex.offset(entry);
      if (start >= from && keywords[PairIndex.number(entry)].standsAt(buffer, start, to)) {
        return start;
      }
    }
    return -1;
  }

  private int interruption(byte[] buffer, int at, int from, int to) {
    for (int i = Math.max(from, at - STRIDE); i < at + STRIDE && i < to; i++) {
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
    return neighbours[PairIndex.pair(buffer[escape - 1], buffer[end])];
  }
}
