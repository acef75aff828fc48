package dev.tailrace.parser;

import java.util.List;
import java.util.Map;

/** Recognises the format of a line. What is in no format is plain text, and never an error. */
final class LineReader {
  private LineReader() {}

  static Line read(String text) {
    String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (firstVisible(line) == '{') {
      Map<String, Object> members = JsonFormat.read(line);
      return members == null
          ? Line.plain(line, List.of(Tags.NOT_JSON))
          : FieldMapping.map(members, line);
    }
    Map<String, Object> pairs = LogfmtFormat.read(line);
    return pairs == null ? Line.plain(line, List.of()) : FieldMapping.map(pairs, line);
  }

  private static char firstVisible(String text) {
    int i = 0;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i < text.length() ? text.charAt(i) : ' ';
  }
}
