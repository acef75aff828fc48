package dev.tailrace.app.dlq;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a letter in {@code logs.dlq}, which is its name.
 *
 * @param partition from 0
 * @param offset from 0
 */
record LetterId(int partition, long offset) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  /**
   * Reads {@code <partition>-<offset>}.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  static LetterId parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no letter's id; write as 0-17");
    }
    return new LetterId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
