package dev.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryWatchTest {
  @TempDir Path directory;

  private final AtomicInteger woken = new AtomicInteger();
  private final DirectoryWatch watch = DirectoryWatch.open(woken::incrementAndGet);

  @BeforeEach
  void follow() {
    assertThat(watch.follow(Map.of(directory, "1,2"))).isTrue();
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private Path change() throws IOException {
    return Files.writeString(directory.resolve("a.log"), "a\n");
  }

  @Test
  void wakesWhoeverWaitsForAChange() throws IOException {
    assertThat(watch.await()).isTrue();
    Path file = change();

    await().until(() -> woken.get() > 0);
    assertThat(watch.take().changed()).containsExactly(file);
  }

  @Test
  void saysThatThereIsAChangeAlready() throws IOException {
    change();

    await().until(() -> !watch.await());
  }

  @Test
  void wakesNobodyWhoIsAtWork() throws IOException {
    Path file = change();

    await().until(() -> watch.take().changed().contains(file));
    assertThat(woken).hasValue(0);
  }
}
