package dev.tailrace.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonTest {
  private static final String JSON = "{\"message\":\"früh – 日本語 \\u007f\u007f\u0080ÿ 𝄞\"}";

  @Test
  void aDocumentIsOneLineAtAnyLength() {
    for (int length = 1; length <= JSON.length(); length++) {
      assertThat(Ndjson.isOneLine(JSON.substring(0, length).getBytes(UTF_8))).isTrue();
    }
    assertThat(Ndjson.isOneLine(new byte[0])).isFalse();
  }

  @Test
  void findsALineFeedAnywhere() {
    byte[] json = JSON.getBytes(UTF_8);
    for (int at = 0; at < json.length; at++) {
      byte[] broken = json.clone();
      broken[at] = '\n';
      assertThat(Ndjson.isOneLine(broken)).as("line feed at %d", at).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\t}", "{\r}", "{ }", "{\u0000}", "12345678\t"})
  void otherControlCharactersEndNoLine(String json) {
    assertThat(Ndjson.isOneLine(json.getBytes(UTF_8))).isTrue();
  }

  @Test
  void blanksLineEndsOfItsPartAndNothingElse() {
    byte[] bytes = "\n\n{\r\n\"a\":\t1,\n\"bcdefghijk\":2\r}\n\n".getBytes(UTF_8);

    Ndjson.blankLineEnds(bytes, 2, bytes.length - 2);

    assertThat(new String(bytes, UTF_8)).isEqualTo("\n\n{  \"a\":\t1, \"bcdefghijk\":2 }\n\n");
  }
}
