package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tailrace.schemas.Authority;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowerTest {
  @TempDir Path logs;
  @TempDir Path data;

  private Path log;
  private Rig rig;

  @BeforeEach
  void start() {
    log = logs.resolve("a.log");
    rig = Rig.following(data, logs + "/*.log");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static void append(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(ISO_8859_1), CREATE, WRITE, APPEND);
  }

  private void restartWith(AgentConfig config) {
    rig.close();
    rig = new Rig(config);
  }

  @Test
  void followsAFileAsItGrows() throws IOException {
    append(log, "one\ntwo\nthr");
    rig.settle();
    append(log, "ee\n");
    rig.settle();

    assertThat(rig.texts()).containsExactly("one", "two", "three");
    assertThat(rig.status().linesAcknowledged()).isEqualTo(3);
    assertThat(rig.status().bytesAcknowledged()).isEqualTo(14);
    assertThat(rig.status().bytesUnread()).isZero();
    assertThat(rig.status().idle()).isTrue();
  }

  @Test
  void isNotIdleBeforeEverythingIsAcknowledged() throws IOException {
    append(log, "one\ntwo\n");
    rig.sink().acknowledgeOnly(1);
    rig.settle();

    assertThat(rig.status().idle()).isFalse();
    assertThat(rig.status().linesAcknowledged()).isEqualTo(1);
    assertThat(rig.status().bytesUnread()).isEqualTo(4);
  }

  @Test
  void sendsEmptyLinesAndBytesThatAreNoText() throws IOException {
    append(log, "\n\0\u00ff\u00fe\n\r\n");
    rig.settle();

    assertThat(rig.texts()).containsExactly("", "\0\u00ff\u00fe", "");
  }

  @Test
  void goesOnAfterTheAcknowledgedLineWhenRestarted() throws IOException {
    append(log, "one\ntwo\nthree\n");
    rig.sink().acknowledgeOnly(2);
    rig.settle();
    rig.kill();
    append(log, "four\n");
    rig.restart();
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(1);
    assertThat(rig.texts()).containsExactly("one", "two", "three", "four");
    assertThat(rig.status().linesAcknowledged()).isEqualTo(4);
  }

  @Test
  void savesTheSourceIdBeforeTheFirstLineIsSent() throws IOException {
    append(log, "one\n");
    rig.sink().acknowledgeOnly(0);
    rig.pass();
    rig.kill();
    rig.restart();
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(1);
    assertThat(rig.sink().stored().keySet()).allMatch(id -> id.matches("[0-9a-f]{16}"));
  }

  @Test
  void aRenamedFileIsTheSameSource() throws IOException {
    append(log, "one\n");
    rig.settle();
    Path renamed = Files.move(log, logs.resolve("b.log"));
    append(renamed, "two\n");
    append(log, "new\n");
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(2);
    assertThat(rig.texts()).containsExactly("one", "two", "new");
  }

  @Test
  void readsAFileRotatedAwayToItsEnd() throws IOException {
    append(log, "one\ntw");
    rig.settle();
    Path rotated = Files.move(log, logs.resolve("a.log.1"));
    append(rotated, "o\nthree");
    rig.settle();
    assertThat(rig.texts()).containsExactly("one", "two");
    assertThat(rig.status().idle()).isFalse();
    rig.settle(6_000);

    assertThat(rig.texts()).containsExactly("one", "two", "three");
    assertThat(rig.status().files()).isZero();
    assertThat(rig.status().idle()).isTrue();
  }

  @Test
  void findsAFileThatWasRotatedAwayWhileItWasStopped() throws IOException {
    append(log, "one\n");
    rig.settle();
    rig.kill();
    append(log, "two\n");
    Files.move(log, logs.resolve("a.log.1"));
    rig.restart();
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(1);
    assertThat(rig.texts()).containsExactly("one", "two");
  }

  @Test
  void readsADeletedFileToItsEnd() throws IOException {
    append(log, "one\n");
    rig.settle();
    try (FileChannel writer = FileChannel.open(log, WRITE, APPEND)) {
      Files.delete(log);
      writer.write(ByteBuffer.wrap("two\nthree".getBytes(ISO_8859_1)));
      rig.settle();
      rig.settle(6_000);
    }

    assertThat(rig.texts()).containsExactly("one", "two", "three");
  }

  @Test
  void aTruncatedFileIsANewSource() throws IOException {
    append(log, "one\ntwo\n");
    rig.settle();
    Files.write(log, "new\n".getBytes(ISO_8859_1), TRUNCATE_EXISTING);
    rig.settle();
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(2);
    assertThat(rig.texts()).containsExactly("one", "two", "new");
    assertThat(rig.status().linesAcknowledged()).isEqualTo(3);
  }

  @Test
  void aFileWrittenAnewToAtLeastItsOldLengthIsANewSource() throws IOException {
    append(log, "one\ntwo\n");
    rig.settle();
    Files.write(log, "eins\nzwei\ndrei\n".getBytes(ISO_8859_1), TRUNCATE_EXISTING);
    rig.settle();
    rig.settle();

    assertThat(rig.texts()).containsExactly("one", "two", "eins", "zwei", "drei");
    assertThat(rig.sink().stored()).hasSize(2);
  }

  @Test
  void aFileWrittenAnewWhileItWasStoppedIsANewSource() throws IOException {
    append(log, "one\ntwo\n");
    rig.settle();
    rig.kill();
    Files.write(log, "eins\nzwei\ndrei\n".getBytes(ISO_8859_1), TRUNCATE_EXISTING);
    rig.restart();
    rig.settle();

    assertThat(rig.texts()).containsExactly("one", "two", "eins", "zwei", "drei");
    assertThat(rig.status().linesAcknowledged()).isEqualTo(5);
  }

  @Test
  void aTinyFileStaysTheSameSourceAsItGrows() throws IOException {
    append(log, "a");
    rig.settle();
    rig.kill();
    append(log, "b".repeat(2000));
    rig.restart();
    rig.settle();
    append(log, "\n");
    rig.settle();

    assertThat(rig.texts()).containsExactly("a" + "b".repeat(2000));
  }

  @Test
  void filesThatBeginAlikeAreDifferentSources() throws IOException {
    append(log, "same\n");
    append(logs.resolve("b.log"), "same\n");
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(2);
  }

  @Test
  void readsAFileOnceHoweverManyLinksItHas() throws IOException {
    append(log, "one\n");
    Files.createLink(logs.resolve("b.log"), log);
    Files.createSymbolicLink(logs.resolve("c.log"), log);
    rig.settle();

    assertThat(rig.texts()).containsExactly("one");
  }

  @Test
  void cutsALineLongerThanTheLimit() throws IOException {
    append(log, "x".repeat(5_000_000) + "\nnext\n");
    rig.settle();

    assertThat(rig.texts()).containsExactly("x".repeat(1 << 20), "next");
    assertThat(rig.sink().stored().values().iterator().next())
        .extracting(MemorySink.Stored::offset, MemorySink.Stored::truncated)
        .containsExactly(tuple(0L, true), tuple(5_000_001L, false));
  }

  @Test
  void waitsForTheEndOfTheLastLine() throws IOException {
    append(log, "one\ntwo");
    rig.settle(60_000);

    assertThat(rig.texts()).containsExactly("one");
    assertThat(rig.status().idle()).isTrue();
    assertThat(rig.status().bytesUnread()).isEqualTo(3);
  }

  @Test
  void sendsAQuietLastLineWhereThatIsWanted() throws IOException {
    restartWith(Rig.config(data, Duration.ofSeconds(1), 512, logs + "/*.log"));
    append(log, "one\ntwo");
    rig.pass();
    assertThat(rig.status().idle()).isFalse();
    rig.settle(1_500);
    assertThat(rig.texts()).containsExactly("one", "two");
    append(log, "\nthree\n");
    rig.settle();

    assertThat(rig.texts()).containsExactly("one", "two", "three");
    assertThat(rig.status().linesAcknowledged()).isEqualTo(3);
    assertThat(rig.status().idle()).isTrue();
  }

  @Test
  void cutsAQuietLastLineAtTheSamePlaceAfterACrash() throws IOException {
    restartWith(Rig.config(data, Duration.ofSeconds(1), 512, logs + "/*.log"));
    append(log, "one\ntwo");
    rig.settle();
    rig.sink().acknowledgeOnly(0);
    rig.settle(1_500);
    rig.kill();
    append(log, "more\n");
    rig.restart();
    rig.settle();

    assertThat(rig.texts()).containsExactly("one", "two", "more");
  }

  @Test
  void followsMoreFilesThanItMayOpen() throws IOException {
    restartWith(Rig.config(data, null, 3, logs + "/*.log"));
    for (int i = 0; i < 20; i++) {
      append(logs.resolve(i + ".log"), "first " + i + "\nbegun");
    }
    rig.settle();
    for (int i = 0; i < 20; i++) {
      append(logs.resolve(i + ".log"), " and ended\n");
    }
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(20);
    assertThat(rig.sink().stored().values())
        .allSatisfy(s -> assertThat(s.get(1).text()).isEqualTo("begun and ended"));
    assertThat(rig.status().idle()).isTrue();
  }

  @Test
  void forgetsAFileThatIsLongGoneButNotItsLines() throws IOException {
    append(log, "one\n");
    rig.settle();
    Files.delete(log);
    rig.settle();
    rig.settle(6_000);
    rig.settle(700_000);
    rig.settle();
    rig.kill();
    rig.restart();
    rig.settle();

    assertThat(rig.status().linesAcknowledged()).isEqualTo(1);
    assertThat(rig.status().bytesAcknowledged()).isEqualTo(4);
    assertThat(Files.readAllLines(data.resolve("checkpoint.json"))).hasSize(2);
  }

  /** A link to the device that is always full stands in for a disk that is. */
  @Test
  void stopsWhileTheDiskIsFullAndGoesOnAlone() throws IOException {
    assumeThat(Files.exists(Path.of("/dev/full"))).isTrue();
    Path temporary = data.resolve("checkpoint.tmp");
    append(log, "one\n");
    rig.settle();
    Files.deleteIfExists(temporary);
    Files.createSymbolicLink(temporary, Path.of("/dev/full"));
    append(logs.resolve("b.log"), "two\n");
    rig.settle();
    append(log, "three\n");
    rig.settle();
    assertThat(rig.texts()).containsExactly("one");
    assertThat(rig.problem()).contains("cannot save the checkpoint", "No space left");
    assertThat(rig.metrics().checkpointFailures.get()).isPositive();
    Files.delete(temporary);
    rig.settle();

    assertThat(rig.texts()).containsExactlyInAnyOrder("one", "two", "three");
    assertThat(rig.problem()).isNull();
    assertThat(rig.status().idle()).isTrue();
  }

  @Test
  void aFileThatLeavesTheInputsIsLeftAloneAndGoesOnWhereItWasWhenItComesBack() throws IOException {
    Path other = logs.resolve("b.txt");
    append(log, "one\n");
    append(other, "first\n");
    rig.settle();
    rig.reconfigure(InputConfig.files(logs + "/*.txt"));
    append(log, "two\n");
    rig.settle();
    assertThat(rig.texts()).containsExactly("one", "first");
    rig.reconfigure(InputConfig.files(logs + "/*"));
    append(other, "second\n");
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(2);
    assertThat(rig.texts()).containsExactlyInAnyOrder("one", "two", "first", "second");
    assertThat(rig.status().linesAcknowledged()).isEqualTo(4);
  }

  @Test
  void aChangedInputSpeaksOfTheSameSourceDifferentlyAndLosesNothing() throws IOException {
    append(log, "one\ntwo\nthr");
    rig.sink().acknowledgeOnly(1);
    rig.settle();
    rig.reconfigure(
        new InputConfig(
            List.of(log.toString()),
            null,
            "svc",
            Authority.PLATFORM,
            null,
            /* stdin= */ false,
            null,
            null,
            null,
            null));
    append(log, "ee\n");
    rig.settle();
    rig.sink().acknowledgeOnly(Integer.MAX_VALUE);
    rig.settle();
    append(log, "four\n");
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(1);
    assertThat(rig.texts()).containsExactly("one", "two", "three", "four");
    assertThat(rig.status().linesAcknowledged()).isEqualTo(4);
    assertThat(Files.readString(data.resolve("checkpoint.json"))).contains("svc");
  }
}
