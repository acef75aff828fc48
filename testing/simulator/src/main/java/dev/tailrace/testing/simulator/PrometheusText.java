package dev.tailrace.testing.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus' text exposition format, version 0.0.4. */
final class PrometheusText {
  private static final Pattern SAMPLE =
      Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+-?\\d+)?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private PrometheusText() {}

  /**
   * The samples by series; the label {@code le} is brought to the one form of {@link
   * Double#toString}.
   *
   * @throws IllegalArgumentException if a line is not a sample
   */
  static Map<Series, Double> parse(String text) {
    Map<Series, Double> samples = new TreeMap<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> parseLine(line, samples));
    return samples;
  }

  private static void parseLine(String line, Map<Series, Double> samples) {
    Matcher sample = SAMPLE.matcher(line.strip());
    if (!sample.matches()) {
      throw new IllegalArgumentException("not a sample: " + line);
    }
    TreeMap<String, String> labels = new TreeMap<>();
    if (sample.group(2) != null) {
      Matcher label = LABEL.matcher(sample.group(2));
      while (label.find()) {
        labels.put(label.group(1), unescaped(label.group(2)));
      }
    }
    labels.computeIfPresent("le", (name, bound) -> Double.toString(number(bound)));
    samples.put(new Series(sample.group(1), labels), number(sample.group(3)));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static String unescaped(String value) {
    return Pattern.compile("\\\\(.)")
        .matcher(value)
        .replaceAll(
            match -> match.group(1).equals("n") ? "\n" : Matcher.quoteReplacement(match.group(1)));
  }
}
