package dev.tailrace.platform.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The forms in which a secret value may stand in a log. */
final class LiteralForms {
  private static final int SHORTEST_BASE64 = 6;

  private final Map<String, Keyword> forms = new LinkedHashMap<>();

  private LiteralForms() {}

  /**
   * As it is, quoted as in JSON (once and twice) and XML, percent-encoded, and in base64 at each of
   * the three places where it may stand in a longer text.
   */
  static Iterable<Keyword> of(String value) {
    LiteralForms all = new LiteralForms();
    String json = json(value);
    all.add(value, false);
    all.add(json, false);
    all.add(json(json), false);
    all.add(value.replace("/", "\\/"), false);
    all.add(xml(value), false);
    all.addPercentEncoded(value);
    byte[] bytes = value.getBytes(UTF_8);
    for (int before = 0; before < 3; before++) {
      all.addBase64(bytes, before);
    }
    return all.forms.values();
  }

  private void add(String form, boolean base64) {
    byte[] bytes = form.getBytes(UTF_8);
    if (bytes.length >= Keyword.SHORTEST) {
      forms.putIfAbsent(form, Keyword.exact(bytes, new Literal(base64)));
    }
  }

  private void addPercentEncoded(String value) {
    String form = URLEncoder.encode(value, UTF_8);
    String lower = lowerEscapes(form);
    for (String encoded : new String[] {form, lower}) {
      add(encoded, false);
      add(encoded.replace("+", "%20"), false);
      add(encoded.replace("+", "%20").replace("*", lower.equals(form) ? "%2A" : "%2a"), false);
    }
  }

  private static String lowerEscapes(String form) {
    StringBuilder lower = new StringBuilder(form);
    for (int at = form.indexOf('%'); at >= 0; at = form.indexOf('%', at + 1)) {
      lower.setCharAt(at + 1, Character.toLowerCase(form.charAt(at + 1)));
      lower.setCharAt(at + 2, Character.toLowerCase(form.charAt(at + 2)));
    }
    return lower.toString();
  }

  /** Only the characters that the value alone decides. */
  private void addBase64(byte[] value, int before) {
    byte[] shifted = new byte[before + value.length];
    System.arraycopy(value, 0, shifted, before, value.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = before == 0 ? 0 : before + 1;
    int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
    if (to - from >= SHORTEST_BASE64) {
      String core = encoded.substring(from, to);
      add(core, true);
      add(core.replace('+', '-').replace('/', '_'), true);
      add(core.replace("/", "\\/"), true);
      add(core.replace("+", "%2B").replace("/", "%2F"), true);
    }
  }

  private static String json(String value) {
    StringBuilder text = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    return text.toString();
  }

  private static String xml(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  static String text(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    return text.indexOf('\ufffd') >= 0 ? new String(bytes, ISO_8859_1) : text;
  }
}
