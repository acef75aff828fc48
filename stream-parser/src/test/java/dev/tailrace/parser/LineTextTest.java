package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class LineTextTest {
  @Test
  void readsUtf8() {
    assertThat(LineText.decode("zażółć 🚀".getBytes(UTF_8)))
        .isEqualTo(new LineText("zażółć 🚀", true));
  }

  @Test
  void takesAReplacementCharacterInTheLineForWhatItIs() {
    assertThat(LineText.decode("\ufffd".getBytes(UTF_8))).isEqualTo(new LineText("\ufffd", true));
  }

  @Test
  void readsOnlyTheBrokenBytesOfAMixedLineAsWindows1252() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("é ".getBytes(UTF_8));
    bytes.write(0xE9);
    bytes.write(' ');
    bytes.write(0x93);

    assertThat(LineText.decode(bytes.toByteArray())).isEqualTo(new LineText("é é \u201c", false));
  }

  @Test
  void readsEveryByteThereIs() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }

    LineText text = LineText.decode(bytes);

    assertThat(text.utf8()).isFalse();
    assertThat(text.text()).hasSize(256);
  }

  @Test
  void dropsAByteOrderMark() {
    assertThat(LineText.decode("\ufeff{}".getBytes(UTF_8)).text()).isEqualTo("{}");
  }

  @Test
  void readsALineCutWithinACharacter() {
    byte[] cut = {'a', (byte) 0xF0, (byte) 0x9F, (byte) 0x9A};

    assertThat(LineText.decode(cut).text()).startsWith("a").hasSize(4);
  }
}
