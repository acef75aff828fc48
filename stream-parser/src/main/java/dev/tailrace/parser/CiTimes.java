package dev.tailrace.parser;

/**
 * The times that CI platforms write themselves, told by their exact form: GitHub's with seven
 * digits of a second, GitLab's with six and the stream behind it, those in brackets. A word behind
 * one of them is the program's, not a logger's level: {@code + echo ERROR} is no error.
 */
final class CiTimes {
  private static final int GITHUB = "2024-01-15T10:35:22.1234567Z".length();
  private static final int GITLAB = "2024-01-15T10:35:22.123456Z".length();
  private static final int STREAM = "00O ".length();

  private CiTimes() {}

  /** Whether a platform, and not a program, put the time before the line. */
  static boolean isPlatforms(String text, TimePrefix prefix) {
    int end = prefix.end();
    if (text.charAt(0) == '[') {
      return text.startsWith("[task ");
    }
    return text.charAt(end - 1) == 'Z' && (end == GITHUB || isGitlab(text, end));
  }

  /**
   * What is behind GitLab's mark of the stream: {@code 00O } or {@code 01E }, with a plus where the
   * line goes on with the one before.
   *
   * @param rest what is behind the time
   */
  static String afterStream(String text, TimePrefix prefix, String rest) {
    return isGitlab(text, prefix.end()) ? Escapes.afterMarks(rest.substring(STREAM)) : rest;
  }

  private static boolean isGitlab(String text, int end) {
    int at = end + 1;
    return end == GITLAB
        && text.startsWith(" ", end)
        && text.length() >= at + STREAM
        && isHex(text.charAt(at))
        && isHex(text.charAt(at + 1))
        && (text.charAt(at + 2) == 'O' || text.charAt(at + 2) == 'E')
        && (text.charAt(at + 3) == ' ' || text.charAt(at + 3) == '+');
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
