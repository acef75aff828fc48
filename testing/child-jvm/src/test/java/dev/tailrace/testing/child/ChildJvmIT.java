package dev.tailrace.testing.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmIT {
  @TempDir Path directory;

  @Test
  void announcesItsPortAndClosesInGoodOrder() {
    ChildJvm child = ChildJvm.start(Samples.spec(directory, "serve"));

    assertThat(child.port()).isEqualTo(SampleServer.PORT);
    assertThat(child.process().isAlive()).isTrue();

    child.close();

    assertThat(child.process().isAlive()).isFalse();
    assertThat(directory.resolve("closed")).hasContent("in good order");
    assertThat(directory.resolve("server.log")).content().contains("noise on standard output");
  }

  @Test
  void startFailureNamesServerLogAndCause() {
    assertThatThrownBy(() -> ChildJvm.start(Samples.spec(directory, "fail")))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("Sample")
        .hasMessageContaining(directory.resolve("server.log").toString())
        .hasMessageContaining("the disk is made of cheese");
  }

  @Test
  void leavesNothingRunningWhenTheStartTakesTooLong() throws IOException {
    ChildSpec spec = Samples.spec(directory, "hang", Duration.ofSeconds(2));

    assertThatThrownBy(() -> ChildJvm.start(spec)).hasMessageContaining("not ready within 2 s");

    String[] pidAndStart = Files.readString(directory.resolve("server.pid")).split(" ", 2);
    long pid = Long.parseLong(pidAndStart[0]);
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void survivesTheInterruptOfATerminal() throws Exception {
    try (ChildJvm child = ChildJvm.start(Samples.spec(directory, "serve"))) {
      String pid = Long.toString(child.process().pid());

      assertThat(new ProcessBuilder("kill", "-INT", pid).start().waitFor()).isZero();

      assertThat(child.process().onExit())
          .as("ends by the interrupt")
          .failsWithin(Duration.ofSeconds(1));
    }
    assertThat(directory.resolve("closed")).exists();
  }

  @Test
  void endsInGoodOrderWhenItsParentIsKilledAndFreesTheFolder() throws Exception {
    Process parent = startParent();
    try (BufferedReader output = parent.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();

      parent.destroyForcibly();

      try (ChildJvm next = ChildJvm.start(Samples.spec(directory, "serve"))) {
        assertThat(child.isAlive()).as("the next one waited for it").isFalse();
        assertThat(directory.resolve("closed")).exists();
        assertThat(next.process().isAlive()).isTrue();
      }
    }
  }

  private Process startParent() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SampleParent.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
