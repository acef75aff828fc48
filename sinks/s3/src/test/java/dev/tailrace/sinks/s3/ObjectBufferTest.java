package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectBufferTest {
  private final FrameCompressor compressor = new FrameCompressor(1000);
  private final ObjectBuffer buffer = new ObjectBuffer(compressor, 5);

  @AfterEach
  void close() {
    compressor.close();
  }

  @Test
  void readsBackAsOneStreamOverManyFrames() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      lines.add("{\"number\":" + i + "}");
      add(5 + i, lines.get(i));
    }

    ArchiveObject object = buffer.finish("key");

    assertThat(object.frames()).hasSizeGreaterThan(5);
    assertThat(Records.lines(object)).isEqualTo(lines);
    assertThat(object.size()).isEqualTo(object.frames().stream().mapToLong(f -> f.length).sum());
    assertThat(object.firstOffset()).isEqualTo(5);
    assertThat(object.lastOffset()).isEqualTo(504);
    assertThat(object.records()).isEqualTo(500);
  }

  @Test
  void keepsARecordOnOneLine() {
    add(5, "{\n  \"pretty\":\r\n true}");
    add(6, "");

    assertThat(Records.lines(buffer.finish("key"))).containsExactly("{   \"pretty\":   true}", "");
  }

  @Test
  void takesARecordMuchLargerThanAFrameAndLetsTheSpaceGo() {
    String large = "x".repeat(100_000);
    add(5, large);

    assertThat(buffer.memory()).isLessThan(5000);
    assertThat(Records.lines(buffer.finish("key"))).containsExactly(large);
  }

  private void add(long offset, String line) {
    buffer.add(offset, line.getBytes(StandardCharsets.UTF_8));
  }
}
