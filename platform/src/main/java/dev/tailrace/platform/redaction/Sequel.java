package dev.tailrace.platform.redaction;

/**
 * What must follow a keyword so that a regex is worth its time. Where a terminal escape follows,
 * the regex decides.
 */
enum Sequel {
  /** Anything. */
  ANY {
    @Override
    boolean follows(byte[] buffer, int from, int to) {
      return true;
    }
  },

  /** An at sign within 512 bytes, before white space or a quote. */
  AT_SIGN {
    @Override
    boolean follows(byte[] buffer, int from, int to) {
      int limit = Math.min(to, from + 512);
      for (int at = from; at < limit; at++) {
        byte b = buffer[at];
        if (b == '@' || Ansi.begins(buffer, at, to)) {
          return true;
        }
        if (isSpace(b) || b == '"' || b == '\'') {
          return false;
        }
      }
      return false;
    }
  },

  /**
   * The rest of a name, 32 bytes at most, perhaps quotes, brackets and spaces, 8 at most, and an
   * equals sign or colon, as it is or encoded.
   */
  ASSIGNMENT {
    @Override
    boolean follows(byte[] buffer, int from, int to) {
      int at = from;
      while (at < to && at - from < 32 && isName(buffer[at])) {
        at++;
      }
      int end = at;
      while (at < to && at - end < 8 && isFiller(buffer[at])) {
        at++;
      }
      return at < to
          && switch (buffer[at]) {
            case '=', ':', '%' -> true;
            case 'u' -> buffer[at - 1] == '\\';
            default -> Ansi.begins(buffer, at, to) || (at > end && escapeBefore(buffer, at, to));
          };
    }
  };

  abstract boolean follows(byte[] buffer, int from, int to);

  private static boolean escapeBefore(byte[] buffer, int at, int to) {
    return Ansi.begins(buffer, at - 1, to);
  }

  private static boolean isSpace(byte b) {
    return b >= 0 && b <= ' ' && b != Ansi.ESCAPE;
  }

  private static boolean isName(byte b) {
    return Bytes.isWord(b) || b == '_' || b == '.' || b == '-';
  }

  private static boolean isFiller(byte b) {
    return (isSpace(b) && b != '\n') || b == '"' || b == '\'' || b == '\\' || b == ']';
  }
}
