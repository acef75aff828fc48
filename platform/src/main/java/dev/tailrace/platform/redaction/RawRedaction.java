package dev.tailrace.platform.redaction;

import dev.tailrace.schemas.TailraceHeaders;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of records that no agent sent. An agent's records are known by the headers
 * {@link TailraceHeaders#OFFSET} and {@link TailraceHeaders#ATTRIBUTES}, and were redacted by it;
 * whoever may write these headers is believed in this as in whose a line is.
 *
 * <p>Each record stands for itself, so that the same record always gives the same bytes: a private
 * key spread over several records is not found, nor a value that another record declares secret.
 * For one thread.
 */
public final class RawRedaction {
  private final @Nullable Redactor redactor;
  private final @Nullable RedactionSession finder;

  private RawRedaction(@Nullable Redactor redactor) {
    this.redactor = redactor;
    this.finder = redactor == null ? null : redactor.session();
  }

  /**
   * @throws dev.tailrace.platform.config.ConfigException if a rule file cannot be used
   */
  public static RawRedaction of(RedactionConfig config, RedactionListener listener) {
    return new RawRedaction(config.enabled() ? Redactor.of(config, listener) : null);
  }

  /**
   * The value of a record, redacted unless an agent sent it; the same array if nothing is found.
   */
  public byte[] redact(Headers headers, byte[] value) {
    return isAgents(headers) ? value : redact(value);
  }

  private static boolean isAgents(Headers headers) {
    return headers.lastHeader(TailraceHeaders.OFFSET) != null
        && headers.lastHeader(TailraceHeaders.ATTRIBUTES) != null;
  }

  /** The value redacted, line by line; the same array if nothing is found. */
  public byte[] redact(byte[] value) {
    if (redactor == null
        || finder == null
        || finder.candidate(value, 0, value.length) == value.length) {
      return value;
    }
    RedactionSession session = redactor.session();
    ByteArrayOutputStream out = new ByteArrayOutputStream(value.length);
    int start = 0;
    for (int i = 0; i < value.length; i++) {
      if (value[i] == '\n') {
        out.writeBytes(session.redact(Arrays.copyOfRange(value, start, i)));
        out.write('\n');
        start = i + 1;
      }
    }
    out.writeBytes(session.redact(Arrays.copyOfRange(value, start, value.length)));
    return out.size() == value.length && Arrays.equals(out.toByteArray(), value)
        ? value
        : out.toByteArray();
  }
}
