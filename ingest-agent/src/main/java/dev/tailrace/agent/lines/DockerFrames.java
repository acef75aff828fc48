package dev.tailrace.agent.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of Docker's json-file driver: {@code
 * {"log":"text\n","stream":"stdout","time":"..."}}. A text that does not end in a line feed goes on
 * in the next frame of its stream. What else the object holds, as {@code attrs}, says the same on
 * every line and is left out.
 */
final class DockerFrames {
  private static final JsonFactory FACTORY = Json.FACTORY;

  private @Nullable String log;
  private @Nullable String stream;
  private @Nullable String time;

  /** Takes a line apart. Returns whether it is one. */
  boolean read(Line line, ContainerFrame into) {
    if (line.length() == 0 || line.buffer()[line.from()] != '{' || !parsed(line)) {
      return false;
    }
    String text = log;
    if (text == null) {
      return false;
    }
    into.stream = "stderr".equals(stream) ? ContainerStream.STDERR : ContainerStream.STDOUT;
    into.time = time;
    into.partial = !text.endsWith("\n");
    byte[] bytes = encoded(text, into.partial ? text.length() : text.length() - 1);
    into.content(bytes, 0, bytes.length);
    return true;
  }

  private boolean parsed(Line line) {
    log = null;
    stream = null;
    time = null;
    try (JsonParser json = FACTORY.createParser(line.buffer(), line.from(), line.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        member(json, json.currentName());
      }
      return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
    } catch (IOException e) {
      return false; // the line is kept as it is
    }
  }

  private void member(JsonParser json, String name) throws IOException {
    if (json.nextToken() != JsonToken.VALUE_STRING) {
      json.skipChildren();
      return;
    }
    switch (name) {
      case "log" -> log = json.getText();
      case "stream" -> stream = json.getText();
      case "time" -> time = json.getText();
      default -> json.skipChildren();
    }
  }

  private static byte[] encoded(String text, int length) {
    byte[] bytes = new byte[3 * length];
    int at = 0;
    for (int i = 0; i < length; ) {
      int character = text.codePointAt(i);
      at = Utf8.put(character, bytes, at);
      i += Character.charCount(character);
    }
    return Arrays.copyOf(bytes, at);
  }
}
