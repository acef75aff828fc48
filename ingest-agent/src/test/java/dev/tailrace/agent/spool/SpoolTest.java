package dev.tailrace.agent.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path directory;

  private final FaultyDisk disk = new FaultyDisk();
  private final Map<Path, Long> saved = new ConcurrentHashMap<>();
  private Spool spool;

  @AfterEach
  void close() {
    if (spool != null) {
      spool.close();
    }
  }

  private void open(SpoolSettings settings, String... tenants) throws IOException {
    spool =
        Spool.open(
            directory,
            Set.of(tenants),
            settings,
            path -> saved.getOrDefault(path, -1L),
            new SpoolMetrics(),
            disk);
  }

  private void open() throws IOException {
    open(new SpoolSettings(1 << 20, 100, Duration.ofMinutes(1)), "a");
  }

  private Stored append(String lines) {
    return append("a", lines);
  }

  private Stored append(String tenant, String lines) {
    return spool.append(tenant, lines.getBytes(UTF_8)).join();
  }

  private List<Path> segments() throws IOException {
    return SpoolFiles.segments(directory.resolve("a"));
  }

  private String content() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path segment : segments()) {
      all.append(Files.readString(segment));
    }
    return all.toString();
  }

  private void everythingIsSent() throws IOException {
    for (Path segment : segments()) {
      saved.put(segment, Files.size(segment));
    }
  }

  @Test
  void storesLinesInTheOrderTheyCame() throws IOException {
    open();

    assertThat(append("one\n")).isEqualTo(Stored.STORED);
    assertThat(append("two\nthree\n")).isEqualTo(Stored.STORED);
    assertThat(content()).isEqualTo("one\ntwo\nthree\n");
    assertThat(spool.bytes()).isEqualTo(14);
  }

  @Test
  void beginsANewSegmentWhenOneIsFullAndAfterARestart() throws IOException {
    open();
    append("x".repeat(200) + "\n");
    append("second\n");
    spool.close();
    open();
    append("third\n");

    assertThat(segments()).hasSize(3);
    assertThat(content()).endsWith("\nsecond\nthird\n");
  }

  @Test
  void clearsAwayASealedSegmentOnlyWhenTheAgentHasSavedItsEnd() throws IOException {
    open();
    append("x".repeat(200) + "\n");
    append("open\n");
    saved.put(segments().get(0), 200L);
    append("open\n");
    assertThat(segments()).hasSize(2);

    saved.put(segments().get(0), 201L);
    await().atMost(LONG).until(() -> segments().size() == 1);
    assertThat(content()).isEqualTo("open\nopen\n");
    await().atMost(LONG).until(() -> spool.bytes() == 10);
  }

  @Test
  void clearsAwayAnOpenSegmentThatIsSentWhenNothingComes() throws IOException {
    open(new SpoolSettings(1 << 20, 1 << 20, Duration.ZERO), "a");
    append("one\n");
    everythingIsSent();

    await().atMost(LONG).until(() -> segments().isEmpty());
    assertThat(append("two\n")).isEqualTo(Stored.STORED);
    assertThat(content()).isEqualTo("two\n");
  }

  @Test
  void keepsTheInodeOfASentSegmentFromBeingUsedAgain() throws IOException {
    open(new SpoolSettings(1 << 20, 1 << 20, Duration.ZERO), "a");
    append("one\n");
    Object inode = Files.getAttribute(segments().get(0), "unix:ino");
    everythingIsSent();
    await().atMost(LONG).until(() -> segments().isEmpty());
    append("one\n");

    assertThat(Files.getAttribute(segments().get(0), "unix:ino")).isNotEqualTo(inode);
  }

  @Test
  void neverUsesTheNameOfASegmentTwice() throws IOException {
    open();
    append("one\n");
    Path first = segments().get(0);
    everythingIsSent();
    spool.close();
    open();
    assertThat(segments()).isEmpty();
    append("two\n");

    assertThat(segments().get(0)).isNotEqualTo(first);
  }

  @Test
  void refusesATenantWhoseShareIsFullButNotAnother() throws IOException {
    open(new SpoolSettings(1000, 100, Duration.ofMinutes(1)), "a", "b");
    assertThat(append("x".repeat(400) + "\n")).isEqualTo(Stored.STORED);

    assertThat(append("x".repeat(400) + "\n")).isEqualTo(Stored.FULL);
    assertThat(append("b", "x".repeat(400) + "\n")).isEqualTo(Stored.STORED);
    assertThat(append("short\n")).isEqualTo(Stored.STORED);

    assertThat(append("x".repeat(600) + "\n")).isEqualTo(Stored.TOO_LARGE);
    everythingIsSent();
    await().atMost(LONG).until(() -> append("x".repeat(400) + "\n") == Stored.STORED);
  }

  @Test
  void joinsNoLinesWhereTheDiskWasFullInTheMiddleOfOne() throws IOException {
    open(SpoolSettings.of(1 << 20), "a");
    append("before\n");
    disk.freeBytes(3);

    assertThat(append("refused\nalso refused\n")).isEqualTo(Stored.FAILED);
    assertThat(spool.problem()).contains("No space left");
    assertThat(append("refused too\n")).isEqualTo(Stored.FAILED);
    disk.freeBytes(1 << 20);
    await().atMost(LONG).until(() -> spool.problem() == null);
    assertThat(append("after\n")).isEqualTo(Stored.STORED);
    assertThat(content()).isEqualTo("before\nrefused\nafter\n");
    assertThat(segments()).hasSize(1);
  }

  @Test
  void writesNothingOfWhatAFullDiskRefusesAtOnce() throws IOException {
    open();
    disk.freeBytes(0);

    assertThat(append("refused\n")).isEqualTo(Stored.FAILED);
    disk.freeBytes(1 << 20);
    await().atMost(LONG).until(() -> spool.problem() == null);
    assertThat(append("again\n")).isEqualTo(Stored.STORED);
    assertThat(content()).isEqualTo("again\n");
    assertThat(spool.bytes()).isEqualTo(6);
  }

  @Test
  void doesNotTrustASegmentWhoseSyncFailed() throws IOException {
    open();
    append("one\n");
    disk.syncs(false);
    assertThat(append("two\n")).isEqualTo(Stored.FAILED);
    disk.syncs(true);

    assertThat(append("two\n")).isEqualTo(Stored.STORED);
    assertThat(segments()).hasSize(2);
  }

  @Test
  void dropsALineThatACrashLeftUnfinished() throws IOException {
    Path tenant = Files.createDirectories(directory.resolve("a"));
    Path torn = Files.writeString(tenant.resolve("0000000000000001.ndjson"), "one\ntw");
    Files.writeString(tenant.resolve("0000000000000002.ndjson"), "no end");
    open();

    assertThat(Files.readString(torn)).isEqualTo("one\n");
    append("three\n");
    assertThat(content()).isEqualTo("one\nthree\n");
  }

  @Test
  void clearsAwayAtTheStartWhatTheAgentHasSentBeyond() throws IOException {
    Path tenant = Files.createDirectories(directory.resolve("a"));
    Path lost = Files.writeString(tenant.resolve("0000000000000001.ndjson"), "one\ntw");
    saved.put(lost, 8L);
    open();

    assertThat(segments()).isEmpty();
  }

  @Test
  void keepsTheLinesOfATenantThatIsNoMore() throws IOException {
    Path former = Files.createDirectories(directory.resolve("former"));
    Path segment = Files.writeString(former.resolve("0000000000000001.ndjson"), "one\n");
    open();
    assertThat(Spool.tenantsIn(directory)).containsExactly("a", "former");
    assertThat(segment).exists();

    saved.put(segment, 4L);
    await().atMost(LONG).until(() -> Files.notExists(segment));
  }

  @Test
  void writesManyRequestsWithFewSyncs() throws IOException {
    open(SpoolSettings.of(1 << 20), "a");
    List<CompletableFuture<Stored>> answers = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      answers.add(spool.append("a", (i + "\n").getBytes(UTF_8)));
      expected.append(i).append('\n');
    }

    assertThat(answers).allMatch(answer -> answer.join() == Stored.STORED);
    assertThat(content()).isEqualTo(expected.toString());
  }
}
