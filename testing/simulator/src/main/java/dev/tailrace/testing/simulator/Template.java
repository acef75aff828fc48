package dev.tailrace.testing.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of an output script. <code>{1-90}</code> stands for a number, <code>{name}</code> for a
 * value of the job; {@code \e} is an escape character and {@code \r} a carriage return. A script's
 * line that begins with {@code @3-9} is written so many times.
 */
final class Template {
  private static final Pattern REPEATED = Pattern.compile("@(\\d+)-(\\d+) (.*)", Pattern.DOTALL);
  private static final Pattern HOLE = Pattern.compile("\\{(?:(\\d+)-(\\d+)|([a-z]+))}");

  private final int least;
  private final int most;
  private final List<Part> parts = new ArrayList<>();

  private interface Part {
    void append(StringBuilder text, Dice dice, Map<String, String> values);
  }

  private Template(int least, int most, String text) {
    this.least = least;
    this.most = most;
    Matcher hole = HOLE.matcher(text);
    int end = 0;
    while (hole.find()) {
      addText(text.substring(end, hole.start()));
      parts.add(hole.group(3) == null ? number(hole) : value(hole.group(3)));
      end = hole.end();
    }
    addText(text.substring(end));
  }

  static Template parse(String line) {
    String text = line.replace("\\e", "\u001b").replace("\\r", "\r");
    Matcher repeated = REPEATED.matcher(text);
    if (repeated.matches()) {
      int least = Integer.parseInt(repeated.group(1));
      return new Template(least, Integer.parseInt(repeated.group(2)), repeated.group(3));
    }
    return new Template(1, 1, text);
  }

  private void addText(String literal) {
    if (!literal.isEmpty()) {
      parts.add((text, dice, values) -> text.append(literal));
    }
  }

  private static Part number(Matcher hole) {
    int low = Integer.parseInt(hole.group(1));
    int high = Integer.parseInt(hole.group(2));
    return (text, dice, values) -> text.append(dice.between(low, high));
  }

  private static Part value(String name) {
    return (text, dice, values) -> text.append(values.getOrDefault(name, name));
  }

  /** How many times to write it. */
  int times(Dice dice) {
    return dice.between(least, most);
  }

  void append(StringBuilder text, Dice dice, Map<String, String> values) {
    for (Part part : parts) {
      part.append(text, dice, values);
    }
  }
}
