package dev.tailrace.agent.lines;

import org.jspecify.annotations.Nullable;

/**
 * What becomes one event of an input.
 *
 * @param format what is around each line
 * @param carriageReturn what a carriage return within a line means
 * @param encoding how the text is written
 * @param multiline which lines belong together; null if none do
 */
public record LineShape(
    LineFormat format,
    CarriageReturn carriageReturn,
    Encoding encoding,
    @Nullable MultilineConfig multiline) {

  /** Every line is an event, with progress bars collapsed. */
  public static final LineShape PLAIN =
      new LineShape(LineFormat.PLAIN, CarriageReturn.COLLAPSE, Encoding.AUTO, null);

  /** The same, written otherwise. */
  public LineShape encoded(Encoding newEncoding) {
    return new LineShape(format, carriageReturn, newEncoding, multiline);
  }

  boolean collapse() {
    return carriageReturn == CarriageReturn.COLLAPSE;
  }

  /** Whether an event is always one line as it stands in the source. */
  boolean simple() {
    return !format.container() && encoding.charset() == null && multiline == null;
  }
}
