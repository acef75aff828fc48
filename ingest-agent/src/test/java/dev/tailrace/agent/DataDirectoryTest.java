package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.agent.lines.Resume;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.SourceAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(
          List.of(
              new SavedSource(
                  "00112233445566ff",
                  new Identity(
                      "(dev=1,ino=2)",
                      1_700_000_000_123_456_789L,
                      new Fingerprint(10, 4_000_000_000L),
                      new Mark(300, 256, 3_000_000_000L)),
                  "/l/\u00e4 \"b\".log",
                  12_000_000_000L,
                  10_000_000_000L,
                  7,
                  SavedSource.NO_CUT,
                  9_000_000_000L,
                  new Resume(10_000_000_000L, 10_000_000_001L),
                  true,
                  5,
                  List.of(12L, 9_000_000_001L),
                  new SourceAttributes("h", "/l/a", "s", Authority.PLATFORM, Map.of("a", "b")))),
          3,
          4);

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("checkpoint.json");
  }

  @Test
  void givesBackWhatWasSaved() throws IOException {
    try (DataDirectory data = DataDirectory.open(directory)) {
      assertThat(data.load()).isEqualTo(Checkpoint.EMPTY);
      data.save(Snapshot.of(CHECKPOINT));

      assertThat(data.load()).isEqualTo(CHECKPOINT);
    }
  }

  @Test
  void saysHowFarAFileIsSaved() throws IOException {
    SavedSource source = CHECKPOINT.sources().get(0);
    Path path = SavedPath.of(source.path()).orElseThrow();
    try (DataDirectory data = DataDirectory.open(directory)) {
      assertThat(data.savedOffset(path)).isEqualTo(-1);
      data.save(Snapshot.of(CHECKPOINT));
      assertThat(data.savedOffset(path)).isEqualTo(source.offset());
      data.save(Snapshot.of(Checkpoint.EMPTY));
      assertThat(data.savedOffset(path)).isEqualTo(-1);
    }
    try (DataDirectory data = DataDirectory.open(directory)) {
      data.save(Snapshot.of(CHECKPOINT));
      assertThat(data.load()).isEqualTo(CHECKPOINT);
      assertThat(data.savedOffset(path)).isEqualTo(source.offset());
    }
  }

  @Test
  void keepsASecondAgentOut() {
    try (DataDirectory data = DataDirectory.open(directory)) {
      assertThat(data.load()).isNotNull();
      assertThatThrownBy(() -> DataDirectory.open(directory))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("data-directory '" + directory + "'")
          .hasMessageContaining("another agent uses it");
    }
    DataDirectory.open(directory).close();
  }

  @Test
  void refusesADamagedCheckpointWhereverTheDamageIs() throws IOException {
    try (DataDirectory data = DataDirectory.open(directory)) {
      data.save(Snapshot.of(CHECKPOINT));
      byte[] good = Files.readAllBytes(file());
      for (int i = 0; i < good.length; i++) {
        byte[] bad = good.clone();
        bad[i] ^= 1;
        Files.write(file(), bad);
        assertThatThrownBy(data::load).as("byte %d", i).isInstanceOf(ConfigException.class);
      }
    }
  }

  @Test
  void refusesAShortenedCheckpointAndNamesTheRemedy() throws IOException {
    try (DataDirectory data = DataDirectory.open(directory)) {
      data.save(Snapshot.of(CHECKPOINT));
      byte[] good = Files.readAllBytes(file());
      for (int length : List.of(0, 1, good.length / 2, good.length - 1)) {
        Files.write(file(), Arrays.copyOf(good, length));
        assertThatThrownBy(data::load)
            .hasMessageContaining(file().toString())
            .hasMessageContaining("is damaged")
            .hasMessageContaining("delete it to read every file again");
      }
    }
  }

  @Test
  void aCrashBeforeTheRenameLeavesTheOldCheckpoint() throws IOException {
    try (DataDirectory data = DataDirectory.open(directory)) {
      data.save(Snapshot.of(CHECKPOINT));
      Files.write(directory.resolve("checkpoint.tmp"), "half of a new".getBytes(UTF_8));

      assertThat(data.load()).isEqualTo(CHECKPOINT);
      data.save(Snapshot.of(Checkpoint.EMPTY));
      assertThat(data.load()).isEqualTo(Checkpoint.EMPTY);
    }
  }

  @Test
  void usesTheCheckpointBeforeADamagedOne() throws IOException {
    try (DataDirectory data = DataDirectory.open(directory)) {
      data.save(Snapshot.of(CHECKPOINT));
      data.save(Snapshot.of(Checkpoint.EMPTY));
      Files.write(file(), "half of a n".getBytes(UTF_8));

      assertThat(data.load()).isEqualTo(CHECKPOINT);
    }
  }

  @Test
  void readsTheCheckpointOfAnEarlierVersion() throws IOException {
    String body =
        """
        {"forgotten_lines":3,"forgotten_bytes":4}
        {"id":"00112233445566ff","key":"(dev=1,ino=2)","path":"/l/a.log","head_length":10,\
        "head_crc32c":7,"offset":100,"lines":9,"cut":-1,"finished":false,"gone_since":0,\
        "attributes":"{\\"host\\":\\"h\\",\\"path\\":\\"/l/a.log\\",\\"authority\\":\\"job\\",\\"context\\":{}}"}
        """;
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(UTF_8));
    String header =
        "{\"tailrace_checkpoint\":1,\"length\":%d,\"crc32\":%d}\n"
            .formatted(body.length(), crc.getValue());
    try (DataDirectory data = DataDirectory.open(directory)) {
      Files.writeString(file(), header + body);
      SavedSource source = data.load().sources().get(0);

      assertThat(source.offset()).isEqualTo(100);
      assertThat(source.identity())
          .isEqualTo(
              new Identity("(dev=1,ino=2)", FoundFile.UNKNOWN, new Fingerprint(10, 7), Mark.NONE));
    }
  }
}
