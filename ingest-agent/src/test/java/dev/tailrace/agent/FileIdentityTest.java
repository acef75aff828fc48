package dev.tailrace.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file is which, on the file system that the tests run on. */
final class FileIdentityTest {
  private static final String BANNER = "=".repeat(99) + "\n";
  private static final int BANNER_LINES = 20;
  private static final String HEAD = BANNER.repeat(BANNER_LINES);

  @TempDir Path logs;
  @TempDir Path data;

  private Path log;
  private Rig rig;

  @BeforeEach
  void start() {
    log = logs.resolve("app.log");
    rig = Rig.following(data, logs + "/app*", logs + "/*.log");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static void append(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(ISO_8859_1), CREATE, WRITE, APPEND);
  }

  private static void rewrite(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(ISO_8859_1), CREATE, WRITE, TRUNCATE_EXISTING);
  }

  private static String lines(String name, int count) {
    StringBuilder text = new StringBuilder();
    Random random = new Random(name.hashCode());
    for (int i = 0; i < count; i++) {
      text.append(name).append(' ').append(i).append(' ').append(random.nextLong()).append('\n');
    }
    return text.toString();
  }

  private String storedText() {
    return String.join("\n", rig.texts()) + "\n";
  }

  /** Shows that the file system keeps births: here one is not the time of the last change. */
  private void showBirth() throws IOException {
    append(logs.resolve("touched.log"), "x\n");
    Files.setLastModifiedTime(logs.resolve("touched.log"), FileTime.fromMillis(1_000_000_000_000L));
  }

  /** Deletes the file and makes it again later, until it has the inode that it had. */
  private boolean recreateOnTheSameInode(String text) throws IOException {
    FoundFile before = rig.finder().at(log).orElseThrow();
    Files.delete(log);
    for (int i = 0; i < 1000; i++) {
      append(log, text);
      FoundFile now = rig.finder().at(log).orElseThrow();
      if (now.key().equals(before.key()) && now.birth() != before.birth()) {
        return true;
      }
      Files.delete(log);
    }
    return false;
  }

  @Test
  void anInodeUsedAgainIsANewSourceThoughTheFileHoldsTheSame() throws IOException {
    showBirth();
    append(log, HEAD);
    rig.settle();
    rig.kill(); // an open file would keep its inode
    boolean reused = recreateOnTheSameInode(HEAD + "new\n");
    assumeThat(reused).as("this file system uses inodes again").isTrue();
    rig.restart();
    rig.settle();

    assertThat(rig.texts()).hasSize(1 + 2 * BANNER_LINES + 1).contains("new");
    assertThat(rig.lost(Loss.DELETED)).isZero();
  }

  @Test
  void countsWhatWasUnreadInAFileWhoseInodeIsUsedAgain() throws IOException {
    showBirth();
    append(log, HEAD);
    rig.sink().acknowledgeOnly(2);
    rig.settle();
    rig.settle();
    rig.kill();
    assumeThat(recreateOnTheSameInode(HEAD)).isTrue();
    rig.restart();
    rig.settle();

    assertThat(rig.lost(Loss.DELETED)).isPositive().isLessThan(HEAD.length() + 2);
    assertThat(rig.texts()).hasSize(1 + 2 * BANNER_LINES);
  }

  @Test
  void truncationAndRegrowthBeyondTheOldPlaceIsANewSourceThoughItBeginsTheSame()
      throws IOException {
    append(log, HEAD + lines("old", 10));
    rig.settle();
    rewrite(log, HEAD + lines("new", 100));
    rig.settle();

    assertThat(storedText()).isEqualTo(HEAD + lines("old", 10) + HEAD + lines("new", 100));
    assertThat(rig.lost(Loss.TRUNCATED)).isZero();
  }

  @Test
  void truncationAndRegrowthIsNoticedAfterARestartToo() throws IOException {
    append(log, HEAD + lines("old", 10));
    rig.settle();
    rig.kill();
    rewrite(log, HEAD + lines("new", 100));
    rig.restart();
    rig.settle();

    assertThat(storedText()).isEqualTo(HEAD + lines("old", 10) + HEAD + lines("new", 100));
  }

  @Test
  void countsTheBytesThatATruncationTookAway() throws IOException {
    append(log, lines("old", 10));
    rig.settle();
    rig.sink().stopTaking();
    append(log, "123456789\n".repeat(1000));
    rig.settle();
    rewrite(log, "new\n");
    rig.sink().takeAgain();
    rig.settle();

    assertThat(rig.lost(Loss.TRUNCATED)).isEqualTo(10_000);
    assertThat(storedText()).isEqualTo(lines("old", 10) + "new\n");
  }

  @Test
  void sendsWhatHadComeOfTheLastLineWhenTheFileIsTruncated() throws IOException {
    append(log, "one\ntwo");
    rig.settle();
    rewrite(log, "new\n");
    rig.settle();

    assertThat(rig.texts()).containsExactly("one", "two", "new");
    assertThat(rig.lost(Loss.TRUNCATED)).isZero();
  }

  @Test
  void copytruncateDoublesNothingThoughTheCopyIsFollowed() throws IOException {
    append(log, lines("old", 50));
    rig.settle();
    Files.copy(log, logs.resolve("app.log.1"));
    rewrite(log, lines("new", 5));
    rig.settle();
    rig.settle(6_000);

    assertThat(storedText()).isEqualTo(lines("old", 50) + lines("new", 5));
    assertThat(rig.lost(Loss.TRUNCATED)).isZero();
  }

  @Test
  void copytruncateLosesNothingThoughTheCopyHoldsUnreadLines() throws IOException {
    append(log, lines("old", 50));
    rig.settle();
    rig.sink().stopTaking();
    append(log, lines("unread", 50) + "begun");
    rig.settle();
    Files.copy(log, logs.resolve("app.log.1"));
    rig.settle();
    rewrite(log, lines("new", 5));
    rig.sink().takeAgain();
    rig.settle();
    rig.settle(6_000);

    assertThat(rig.texts())
        .containsExactlyInAnyOrder(
            (lines("old", 50) + lines("unread", 50) + lines("new", 5)).split("\n"));
    assertThat(rig.lost(Loss.TRUNCATED)).isZero();
  }

  @Test
  void copytruncateWhileItIsStoppedLosesAndDoublesNothing() throws IOException {
    append(log, lines("old", 50));
    rig.settle();
    rig.kill();
    append(log, lines("unread", 50));
    Files.copy(log, logs.resolve("app-1.log")); // sorts before the file it is a copy of
    rewrite(log, lines("new", 5));
    rig.restart();
    rig.settle();
    rig.settle(6_000);

    assertThat(rig.texts())
        .containsExactlyInAnyOrder(
            (lines("old", 50) + lines("unread", 50) + lines("new", 5)).split("\n"));
    assertThat(rig.lost(Loss.TRUNCATED)).isZero();
  }

  @Test
  void readsTheRestFromACopyThatNoPatternMatches() throws IOException {
    rig.close();
    rig = Rig.following(data, log.toString());
    append(log, lines("old", 50));
    rig.settle();
    rig.sink().stopTaking();
    append(log, lines("unread", 50));
    rig.settle();
    Files.copy(log, logs.resolve("app.log.1"));
    rewrite(log, lines("new", 5));
    rig.sink().takeAgain();
    rig.settle();

    assertThat(rig.texts())
        .containsExactlyInAnyOrder(
            (lines("old", 50) + lines("unread", 50) + lines("new", 5)).split("\n"));
  }

  @Test
  void aCopyWhoseOriginalIsNotTruncatedIsASourceOfItsOwn() throws IOException {
    append(log, lines("old", 50));
    rig.settle();
    Files.copy(log, logs.resolve("app.log.1"));
    rig.settle();
    assertThat(rig.texts()).hasSize(50);
    rig.settle(6_000);

    assertThat(rig.texts()).hasSize(100);
  }

  @Test
  void filesWithTheSameBeginningAreFollowedAtOnce() throws IOException {
    append(logs.resolve("app-1.log"), HEAD + lines("one", 5));
    append(logs.resolve("app-2.log"), HEAD + lines("two", 5));
    append(logs.resolve("app-10.log"), HEAD);
    rig.settle();

    assertThat(rig.texts()).hasSize(3 * BANNER_LINES + 10);
  }

  @Test
  void aLinkThatPointsElsewhereIsFollowedThereAndTheOldFileToItsEnd() throws IOException {
    Path first = logs.resolve("0001.out");
    append(first, "one\n");
    Files.createSymbolicLink(log, first);
    rig.settle();
    append(first, "two\n");
    Path second = logs.resolve("0002.out");
    append(second, "three\n");
    Files.delete(log);
    Files.createSymbolicLink(log, second);
    rig.settle();
    append(first, "late\n");
    rig.settle();

    assertThat(rig.texts()).containsExactlyInAnyOrder("one", "two", "three", "late");
  }

  @Test
  void aLinkThatPointedElsewhereWhileItWasStoppedLosesNothing() throws IOException {
    Path first = logs.resolve("0001.out");
    append(first, "one\n");
    Files.createSymbolicLink(log, first);
    rig.settle();
    rig.kill();
    append(first, "two\n");
    Path second = logs.resolve("0002.out");
    append(second, "three\n");
    Files.delete(log);
    Files.createSymbolicLink(log, second);
    rig.restart();
    rig.settle();

    assertThat(rig.texts()).containsExactlyInAnyOrder("one", "two", "three");
  }

  @Test
  void aFileMovedToAnotherFollowedDirectoryIsTheSameSource() throws IOException {
    rig.close();
    Path other = Files.createDirectories(logs.resolve("done"));
    rig = Rig.following(data, logs + "/*.log", other + "/*.log");
    append(log, "one\n");
    rig.settle();
    append(Files.move(log, other.resolve("x.log")), "two\n");
    rig.settle();

    assertThat(rig.sink().stored()).hasSize(1);
    assertThat(rig.texts()).containsExactly("one", "two");
  }

  @Test
  void aClosedFileThatWasRenamedAwayIsFoundAndNotMistakenForItsSuccessor() throws IOException {
    rig.close();
    rig = new Rig(Rig.config(data, null, 1, logs + "/*.log"));
    append(log, lines("old", 5));
    append(logs.resolve("b.log"), "b\n");
    rig.settle();
    append(log, lines("late", 5));
    Files.move(log, logs.resolve("app.log.1"));
    append(log, lines("new", 5));
    append(logs.resolve("b.log"), "b\n");
    rig.settle();
    rig.settle();

    assertThat(rig.texts())
        .containsExactlyInAnyOrder(
            (lines("old", 5) + lines("late", 5) + lines("new", 5) + "b\nb\n").split("\n"));
  }

  @Test
  void countsAFileThatWasDeletedWhileItWasClosed() throws IOException {
    append(log, "one\ntwo\n");
    rig.sink().acknowledgeOnly(1);
    rig.settle();
    rig.kill();
    Files.delete(log);
    rig.restart();
    rig.settle();
    assertThat(rig.lost(Loss.DELETED)).isZero();
    rig.settle(700_000);
    rig.settle();

    assertThat(rig.lost(Loss.DELETED)).isEqualTo(4);
  }
}
