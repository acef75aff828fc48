package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  @Test
  void splitsAtLineFeedsOnly() throws IOException {
    assertThat(split("a\rb\n\nc\u2028d\n")).containsExactly("a\rb", "", "c\u2028d");
  }

  @Test
  void givesALineWithoutAnEnd() throws IOException {
    assertThat(split("a\nb")).containsExactly("a", "b");
    assertThat(split("")).isEmpty();
  }

  @Test
  void joinsALineOfManyBuffers() throws IOException {
    String large = "x".repeat(200_000);

    assertThat(split("a\n" + large + "\nb\n")).containsExactly("a", large, "b");
  }

  private static List<String> split(String text) throws IOException {
    List<String> lines = new ArrayList<>();
    LineSplitter.split(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        line -> lines.add(new String(line, StandardCharsets.UTF_8)));
    return lines;
  }
}
