package dev.tailrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailrace.agent.Agent;
import dev.tailrace.platform.management.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigWatchTest {
  @TempDir private Path directory;
  private Path file;
  private Agent agent;
  private ConfigWatch watch;

  @BeforeEach
  void start() throws IOException {
    file = directory.resolve("tailrace.yaml");
    write("a", "127.0.0.1:1");
    ConfigOption option =
        CommandLine.populateCommand(new ConfigOption(), "--config", file.toString());
    TailraceConfig config = option.read();
    agent = new Agent(config.requireAgent(), config.kafka());
    agent.start();
    watch = new ConfigWatch(option, agent, config, Duration.ofMillis(20));
    watch.start();
    // A file with a beginning of a line only: it is followed, and nothing is sent.
    Files.writeString(Files.createDirectories(directory.resolve("a")).resolve("x.log"), "begun");
    Files.writeString(Files.createDirectories(directory.resolve("b")).resolve("y.log"), "begun");
    Files.writeString(directory.resolve("b").resolve("z.log"), "begun");
    awaitFiles(1);
  }

  @AfterEach
  void stop() {
    watch.close();
    agent.close();
  }

  private void write(String folder, String servers) throws IOException {
    Files.writeString(
        file,
        """
        kafka: {bootstrap-servers: "%s"}
        agent:
          data-directory: %s
          inputs: [{include: ["%s/*.log"]}]
        """
            .formatted(servers, directory.resolve("data"), directory.resolve(folder)));
  }

  private void awaitFiles(int files) {
    await().until(() -> agent.status().files() == files);
  }

  private void awaitHealth(Health.Status status) {
    await().until(() -> agent.check().status() == status);
  }

  @Test
  void followsTheChangedInputs() throws IOException {
    write("b", "127.0.0.1:1");
    awaitFiles(2);

    assertThat(agent.check().status()).isEqualTo(Health.Status.HEALTHY);
  }

  @Test
  void keepsTheOldConfigurationWhileTheNewIsWrongAndNamesTheKey() throws IOException {
    Files.writeString(file, "agent: {inputs: [{include: []}]}");
    awaitHealth(Health.Status.DEGRADED);
    assertThat(agent.check().error()).contains("agent.inputs[0].include").contains("name at least");
    assertThat(agent.status().files()).isEqualTo(1);
    write("b", "127.0.0.1:1");
    awaitHealth(Health.Status.HEALTHY);

    awaitFiles(2);
  }

  @Test
  void saysWhichChangesTakeARestart() throws IOException {
    write("b", "127.0.0.1:2");
    awaitHealth(Health.Status.DEGRADED);

    assertThat(agent.check().error())
        .isEqualTo("restart to apply changes of kafka.bootstrap-servers");
    awaitFiles(2);
  }
}
