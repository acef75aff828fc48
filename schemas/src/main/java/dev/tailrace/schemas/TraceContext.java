package dev.tailrace.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace, as the header {@code traceparent} has it.
 *
 * @param traceId 32 lower case hexadecimal digits, not all zero
 * @param spanId 16 lower case hexadecimal digits, not all zero
 * @param flags 2 lower case hexadecimal digits; 01 is sampled
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public record TraceContext(String traceId, String spanId, String flags) {
  private static final String SAMPLED = "01";
  private static final Pattern FORM =
      Pattern.compile(
          "(?<version>[0-9a-f]{2})-(?<trace>[0-9a-f]{32})-(?<span>[0-9a-f]{16})"
              + "-(?<flags>[0-9a-f]{2})(?<rest>-.*)?",
          Pattern.DOTALL);

  public TraceContext {
    if (isZero(traceId) || isZero(spanId)) {
      throw new IllegalArgumentException("an id of zeros names nothing");
    }
  }

  /**
   * Reads a header's value. Of versions to come it reads what version 00 has, as the standard asks.
   *
   * @return empty if the value is not valid
   */
  public static Optional<TraceContext> parse(String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches()
        || form.group("version").equals("ff")
        || (form.group("version").equals("00") && form.group("rest") != null)
        || isZero(form.group("trace"))
        || isZero(form.group("span"))) {
      return Optional.empty();
    }
    return Optional.of(
        new TraceContext(form.group("trace"), form.group("span"), form.group("flags")));
  }

  /**
   * The context of something that has none of its own: the same names always give the same ids, so
   * whoever knows the names can find the trace.
   *
   * @param trace names the trace, as a run and its attempt
   * @param span names the span within it, as a job
   */
  public static TraceContext derived(String trace, String span) {
    String digits = HexFormat.of().formatHex(sha256(trace));
    String spanDigits = HexFormat.of().formatHex(sha256(trace + '\n' + span));
    return new TraceContext(digits.substring(0, 32), spanDigits.substring(0, 16), SAMPLED);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
  }

  /** The header's value. */
  public String traceparent() {
    return "00-" + traceId + '-' + spanId + '-' + flags;
  }
}
