package dev.tailrace.agent.http.lines;

import java.io.ByteArrayOutputStream;
import java.util.function.UnaryOperator;

/** The lines of one request, as they go to the disk: redacted, each with its newline. */
public final class LineBlock {
  private final int maxLine;
  private final long maxBytes;
  private final UnaryOperator<byte[]> redactor;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
  private int lines;

  /**
   * @param maxLine the longest line in bytes
   * @param maxBytes of all lines together
   * @param redactor takes secrets out of a line
   */
  public LineBlock(int maxLine, long maxBytes, UnaryOperator<byte[]> redactor) {
    this.maxLine = maxLine;
    this.maxBytes = maxBytes;
    this.redactor = redactor;
  }

  public int maxLine() {
    return maxLine;
  }

  /**
   * Adds a line.
   *
   * @param line without its end
   * @return whether it was short enough; if not, it was not added
   * @throws Refused if the lines together are too many
   */
  public boolean add(byte[] line) throws Refused {
    byte[] redacted = line.length > maxLine ? line : redactor.apply(line);
    if (redacted.length > maxLine) {
      return false;
    }
    if (out.size() + (long) redacted.length + 1 > maxBytes) {
      throw Refused.tooLarge("the request makes more than " + maxBytes + " bytes of log lines");
    }
    out.writeBytes(redacted);
    out.write('\n');
    lines++;
    return true;
  }

  /** How many lines were added. */
  public int count() {
    return lines;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }
}
