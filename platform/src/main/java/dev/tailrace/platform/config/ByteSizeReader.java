package dev.tailrace.platform.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/** Reads sizes, with a unit or as a plain number of bytes. */
final class ByteSizeReader extends StdScalarDeserializer<ByteSize> {
  ByteSizeReader() {
    super(ByteSize.class);
  }

  @Override
  public ByteSize deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return ByteSize.parse(parser.getText());
  }
}
