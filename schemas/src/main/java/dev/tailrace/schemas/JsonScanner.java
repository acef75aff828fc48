package dev.tailrace.schemas;

import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object in one pass over its bytes, without making anything of its values. Strict, as
 * RFC 8259 is. It gives up, and leaves the line to a parser that makes maps, where an object is no
 * longer simple: bytes beyond ASCII, a name that is escaped or stands twice, more than {@value
 * #MOST_MEMBERS} members, objects deeper than two, very long numbers, a newline between members.
 */
public final class JsonScanner {
  private static final int MOST_MEMBERS = 64;

  /** Parsers refuse numbers of very many digits, and those whose exponent has many. */
  private static final int LONGEST_NUMBER = 40;

  private static final int LONGEST_EXPONENT = 4;

  /** A log line has a context. */
  private static final int DEEPEST = 2;

  private final byte[] json;
  private final int end;
  private int at;

  /** The object that was passed last as a value. */
  private @Nullable JsonMembers nested;

  private JsonScanner(byte[] json) {
    this.json = json;
    this.end = json.length;
  }

  /** The members of the object that the bytes are; null if they are none, or not a simple one. */
  public static @Nullable JsonMembers scan(byte[] json) {
    JsonScanner scanner = new JsonScanner(json);
    scanner.skipSpace();
    JsonMembers members = scanner.object(1);
    scanner.skipSpace();
    return scanner.at == json.length ? members : null;
  }

  private @Nullable JsonMembers object(int depth) {
    if (!take('{')) {
      return null;
    }
    int from = at;
    JsonMembers.Builder members = new JsonMembers.Builder();
    skipSpace();
    if (take('}')) {
      return members.build(json, from, from);
    }
    while (member(members, depth) && members.count() <= MOST_MEMBERS) {
      skipSpace();
      if (take('}')) {
        return members.build(json, from, at - 1);
      }
      if (!take(',')) {
        return null;
      }
      skipSpace();
    }
    return null;
  }

  private boolean member(JsonMembers.Builder members, int depth) {
    int name = at + 1;
    int hash = name();
    int nameEnd = at - 1;
    if (nameEnd <= name || nameEnd - name > Json.MAX_NAME_LENGTH) {
      return false;
    }
    boolean isNew = members.add(json, hash, name, nameEnd);
    skipSpace();
    if (!isNew || !take(':')) {
      return false;
    }
    skipSpace();
    int value = at;
    int kind = value(depth);
    members.value(value, at, kind, kind == JsonMembers.Kind.OBJECT ? nested : null);
    return kind >= 0;
  }

  /** Passes a name in quotes; afterwards {@code at} has not moved if it is not a simple one. */
  private int name() {
    int start = at;
    int hash = 0;
    if (!take('"')) {
      return 0;
    }
    while (at < end) {
      byte c = json[at++];
      if (c == '"') {
        return hash;
      }
      if (c < ' ' || c == '\\' || c > '~') {
        break;
      }
      hash = 31 * hash + c;
    }
    at = start;
    return 0;
  }

  /** Passes a value. Its {@link JsonMembers.Kind}, or -1 if it is none or not a simple one. */
  private int value(int depth) {
    if (at == end) {
      return -1;
    }
    return switch (json[at]) {
      case '"' -> text();
      case '{' -> nested(depth);
      case '[' -> array();
      case 't' -> word("true", JsonMembers.Kind.OTHER);
      case 'f' -> word("false", JsonMembers.Kind.OTHER);
      case 'n' -> word("null", JsonMembers.Kind.NULL);
      default -> number();
    };
  }

  private int nested(int depth) {
    nested = depth < DEEPEST ? object(depth + 1) : null;
    return nested == null ? -1 : JsonMembers.Kind.OBJECT;
  }

  private int text() {
    int kind = JsonMembers.Kind.PLAIN_TEXT;
    at++;
    while (at < end) {
      byte c = json[at++];
      if (c == '"') {
        return kind;
      }
      if (c == '\\') {
        int escape = escape();
        if (escape < 0) {
          return -1;
        }
        kind = Math.max(kind, escape);
      } else if (c < ' ' || c > '~') {
        return -1;
      }
    }
    return -1;
  }

  private int escape() {
    if (at == end) {
      return -1;
    }
    return switch (json[at++]) {
      case '"', '\\', '/', 'n', 't' -> JsonMembers.Kind.ESCAPED_TEXT;
      case 'b', 'f', 'r' -> JsonMembers.Kind.ODD_TEXT;
      case 'u' -> hexDigits() ? JsonMembers.Kind.ODD_TEXT : -1;
      default -> -1;
    };
  }

  private boolean hexDigits() {
    for (int i = 0; i < 4; i++, at++) {
      if (at == end || Character.digit(json[at], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Of texts, numbers and booleans only. */
  private int array() {
    at++;
    skipSpace();
    if (take(']')) {
      return JsonMembers.Kind.OTHER;
    }
    while (at < end && json[at] != '[') {
      int kind = value(DEEPEST);
      if (kind < 0 || kind == JsonMembers.Kind.ODD_TEXT || kind == JsonMembers.Kind.NULL) {
        return -1;
      }
      skipSpace();
      if (take(']')) {
        return JsonMembers.Kind.OTHER;
      }
      if (!take(',')) {
        return -1;
      }
      skipSpace();
    }
    return -1;
  }

  private int word(String word, int kind) {
    for (int i = 0; i < word.length(); i++) {
      if (!take(word.charAt(i))) {
        return -1;
      }
    }
    return kind;
  }

  private int number() {
    int start = at;
    take('-');
    if (!take('0') && !digits()) {
      return -1;
    }
    if (take('.') && !digits()) {
      return -1;
    }
    if ((take('e') || take('E')) && !exponent()) {
      return -1;
    }
    return at - start > LONGEST_NUMBER ? -1 : JsonMembers.Kind.OTHER;
  }

  private boolean exponent() {
    if (!take('+')) {
      take('-');
    }
    int start = at;
    return digits() && at - start <= LONGEST_EXPONENT;
  }

  private boolean digits() {
    int start = at;
    while (at < end && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    return at > start;
  }

  private boolean take(char c) {
    if (at < end && json[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < end && (json[at] == ' ' || json[at] == '\t')) {
      at++;
    }
  }
}
