package dev.tailrace.parser;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads logfmt: {@code level=info msg="it works" n=1}. Only a line that is logfmt from end to end
 * and has a key that loggers write is taken for it; anything else is prose with an equals sign.
 */
final class LogfmtFormat {
  private static final int MIN_PAIRS = 2;
  private static final int MAX_KEY = 256;

  private final String text;
  private final StringBuilder unescaped = new StringBuilder();
  private int at;

  private LogfmtFormat(String text) {
    this.text = text;
  }

  /** The pairs, all text; null if the line is not clearly logfmt. */
  static @Nullable Map<String, Object> read(String text) {
    boolean likely =
        text.indexOf('=') > 0
            && (text.contains("level=") || text.contains("msg=") || text.contains("time="));
    return likely ? new LogfmtFormat(text).pairs() : null;
  }

  private @Nullable Map<String, Object> pairs() {
    Map<String, Object> pairs = new LinkedHashMap<>();
    skipSpaces();
    while (at < text.length()) {
      String key = key();
      String value = key == null ? null : value();
      if (key == null || value == null) {
        return null;
      }
      pairs.put(key, value);
      skipSpaces();
    }
    return pairs.size() >= MIN_PAIRS && hasLoggerKey(pairs) ? pairs : null;
  }

  private static boolean hasLoggerKey(Map<String, Object> pairs) {
    return pairs.containsKey("level") || pairs.containsKey("msg") || pairs.containsKey("time");
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private @Nullable String key() {
    int start = at;
    while (at < text.length() && isKeyCharacter(text.charAt(at))) {
      at++;
    }
    boolean valid = at > start && at - start <= MAX_KEY && at < text.length();
    return valid && text.charAt(at) == '=' ? text.substring(start, at++) : null;
  }

  private static boolean isKeyCharacter(char c) {
    return c > ' ' && c != '=' && c != '"';
  }

  private @Nullable String value() {
    return at < text.length() && text.charAt(at) == '"' ? quoted() : bare();
  }

  private @Nullable String bare() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ' ') {
      if (text.charAt(at) == '"') {
        return null;
      }
      at++;
    }
    return text.substring(start, at);
  }

  private @Nullable String quoted() {
    unescaped.setLength(0);
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return at == text.length() || text.charAt(at) == ' ' ? unescaped.toString() : null;
      }
      if (c == '\\' && at + 1 < text.length()) {
        c = unescape(text.charAt(++at));
      }
      unescaped.append(c);
    }
    return null;
  }

  private static char unescape(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
