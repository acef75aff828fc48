package dev.tailrace.platform.redaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The commands by which a job declares a value secret in its output: GitHub's {@code ::add-mask::}
 * and {@code ##[add-mask]}, and Azure's {@code ##vso[task.setvariable ...;issecret=true]}.
 */
final class MaskCommand implements Keyword.Owner {
  static final MaskCommand INSTANCE = new MaskCommand();

  private static final byte[] END = Bytes.ascii("]");
  private static final byte[] SECRET = Bytes.ascii("issecret=true");
  private static final String VSO = "##vso[task.setvariable";

  private MaskCommand() {}

  static List<Keyword> keywords() {
    List<Keyword> keywords = new ArrayList<>();
    for (String command : new String[] {"::add-mask::", "##[add-mask]", VSO}) {
      keywords.add(Keyword.folded(command, Sequel.ANY, INSTANCE));
    }
    return keywords;
  }

  /** Where the value begins, or -1 if this declares none. */
  static int valueStart(byte[] text, Keyword keyword, int at) {
    int end = at + keyword.text().length;
    if (keyword.text().length != VSO.length()) {
      return end;
    }
    int close = Bytes.indexOf(text, END, end, text.length);
    for (int i = end; i < close; i++) {
      if (Bytes.startsWithIgnoringCase(text, i, close, SECRET)) {
        return close + 1;
      }
    }
    return -1;
  }

  /** Where it ends: with the line, or with the JSON string that holds it. */
  static int valueEnd(byte[] text, int from) {
    if (!isJson(text)) {
      return trimmed(text, from, text.length);
    }
    int at = from;
    while (at < text.length && text[at] != '"') {
      if (text[at] == '\\' && at + 1 < text.length) {
        if (text[at + 1] == 'n' || text[at + 1] == 'r') {
          return at;
        }
        at++;
      }
      at++;
    }
    return Math.min(at, text.length);
  }

  /** What the command means, without the escapes of JSON and of commands. */
  static String value(byte[] text, int from, int to) {
    String value = LiteralForms.text(Arrays.copyOfRange(text, from, to));
    if (isJson(text)) {
      value = value.replace("\\\"", "\"").replace("\\/", "/").replace("\\\\", "\\");
    }
    return value.replaceAll("(?i)%0d", "\r").replaceAll("(?i)%0a", "\n").replace("%25", "%");
  }

  private static boolean isJson(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t') {
        return b == '{';
      }
    }
    return false;
  }

  private static int trimmed(byte[] text, int from, int to) {
    int end = to;
    while (end > from && text[end - 1] >= 0 && text[end - 1] <= ' ') {
      end--;
    }
    return end;
  }
}
