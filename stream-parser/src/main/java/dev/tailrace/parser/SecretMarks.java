package dev.tailrace.parser;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The marks by which a job tells its platform a secret: GitHub's {@code ::add-mask::value} and the
 * older {@code ##[add-mask]value}, Azure's {@code ##vso[task.setvariable issecret=true]value}. The
 * platforms read them without regard to case and to blanks before them. What follows is not kept.
 */
final class SecretMarks {
  private static final String COMMAND = "::add-mask";
  private static final String OLD_COMMAND = "##[add-mask";
  private static final String VARIABLE = "##vso[task.setvariable";
  private static final String SECRET = "issecret=true";
  private static final String MASK = "***";

  private SecretMarks() {}

  /** The line without its secret; null if it is no such mark. */
  static @Nullable String masked(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    char first = start < text.length() ? text.charAt(start) : ' ';
    if (first == ':') {
      return begins(text, start, COMMAND) ? COMMAND + "::" + MASK : null;
    }
    if (first != '#') {
      return null;
    }
    if (begins(text, start, OLD_COMMAND)) {
      return OLD_COMMAND + ']' + MASK;
    }
    return begins(text, start, VARIABLE) ? maskedVariable(text, start) : null;
  }

  private static @Nullable String maskedVariable(String text, int start) {
    int end = text.indexOf(']', start);
    String properties = end < 0 ? text.substring(start) : text.substring(start, end + 1);
    return properties.toLowerCase(Locale.ROOT).contains(SECRET)
        ? (end < 0 ? VARIABLE + ']' : properties) + MASK
        : null;
  }

  private static boolean begins(String text, int start, String mark) {
    return text.regionMatches(true, start, mark, 0, mark.length());
  }
}
