package dev.tailrace.parser;

/**
 * Makes text safe to store and to show. Control characters other than tab and newline become
 * Unicode's pictures of them, so that nothing is lost silently; halves of surrogate pairs, which no
 * UTF-8 can hold, and C1 controls become U+FFFD. Time and space are linear in the text.
 */
final class Controls {
  private static final char ESCAPE = '\u001B';
  private static final char FIRST_C1 = '\u0080';
  private static final char LAST_C1 = '\u009F';
  private static final char STRING_TERMINATOR = '\u009C';
  private static final char BELL = '\u0007';
  private static final char DELETE = '\u007F';
  private static final char PICTURES = '\u2400';
  private static final char DELETE_PICTURE = '\u2421';
  private static final char REPLACEMENT = '\uFFFD';

  private Controls() {}

  /** The text with its controls made visible. */
  static String visible(String text) {
    return cleaned(text, false);
  }

  /**
   * The same, without the escape sequences of ECMA-48 that colour a terminal or move its cursor.
   */
  static String stripped(String text) {
    return cleaned(TerminalLine.isNeeded(text) ? TerminalLine.rendered(text) : text, true);
  }

  private static String cleaned(String text, boolean strip) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (isUnsafe(characters[i])) {
        return cleanedFrom(text, i, strip);
      }
    }
    return text;
  }

  private static boolean isUnsafe(char c) {
    return c < ' ' ? c != '\t' && c != '\n' : c >= DELETE && (c <= '\u009F' || isSurrogate(c));
  }

  private static boolean isSurrogate(char c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static String cleanedFrom(String text, int start, boolean strip) {
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, start);
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = strip ? sequenceEnd(text, i) : i;
      if (end > i) {
        i = end;
      } else if (Character.isHighSurrogate(c) && isPair(text, i)) {
        out.append(c).append(text.charAt(i + 1));
        i += 2;
      } else {
        out.append(isUnsafe(c) ? shown(c) : c);
        i++;
      }
    }
    return out.toString();
  }

  private static boolean isPair(String text, int i) {
    return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
  }

  private static char shown(char c) {
    if (c < ' ') {
      return (char) (PICTURES + c);
    }
    return c == DELETE ? DELETE_PICTURE : REPLACEMENT;
  }

  /**
   * Where the escape sequence at {@code start} ends; {@code start} if none is there, or not a whole
   * one. Its first character may be one of C1, which stand for ESC and a letter.
   */
  static int sequenceEnd(String text, int start) {
    char c = text.charAt(start);
    if (c == ESCAPE) {
      return start + 1 == text.length()
          ? start
          : sequenceEnd(text, start, start + 1, text.charAt(start + 1));
    }
    return c >= FIRST_C1 && c <= LAST_C1
        ? sequenceEnd(text, start, start, (char) (c - FIRST_C1 + '@'))
        : start;
  }

  private static int sequenceEnd(String text, int start, int kindAt, char kind) {
    return switch (kind) {
      case '[' ->
          finalAfter(text, start, skip(text, skip(text, kindAt + 1, '0', '?'), ' ', '/'), '@');
      case ']', 'P', 'X', '^', '_' -> stringEnd(text, start, kindAt + 1);
      default ->
          kindAt == start ? start : finalAfter(text, start, skip(text, kindAt, ' ', '/'), '0');
    };
  }

  private static int skip(String text, int from, char first, char last) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= first && text.charAt(i) <= last) {
      i++;
    }
    return i;
  }

  private static int finalAfter(String text, int start, int at, char first) {
    boolean ends = at < text.length() && text.charAt(at) >= first && text.charAt(at) < DELETE;
    return ends ? at + 1 : start;
  }

  /** Stops at the introducers of C1 too: else each of a row of them would look through the rest. */
  private static boolean isOfString(char c) {
    return c >= ' ' && (c < FIRST_C1 || c > LAST_C1);
  }

  /** A control string ends with a bell or with ESC and a backslash; any other control breaks it. */
  private static int stringEnd(String text, int start, int from) {
    int i = from;
    while (i < text.length() && isOfString(text.charAt(i))) {
      i++;
    }
    if (i < text.length() && (text.charAt(i) == BELL || text.charAt(i) == STRING_TERMINATOR)) {
      return i + 1;
    }
    return text.startsWith("\u001B\\", i) ? i + 2 : start;
  }
}
