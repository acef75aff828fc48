package dev.tailrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.app.TailraceConfig;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.schemas.Authority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LocalConfigurationTest {
  @TempDir private Path directory;

  @Test
  void simulatedServicesAreBelievedAndJobsAreNot() throws IOException {
    TailraceConfig config = written();

    assertThat(config.requireAgent().inputs())
        .extracting(input -> input.authority())
        .containsExactly(Authority.PLATFORM, Authority.JOB);
  }

  @Test
  void followsTheFilesThatWereNamed() throws IOException {
    TailraceConfig config = written("--file", "/a/*.log", "--file", "/b", "--authority", "job");

    assertThat(config.requireAgent().inputs())
        .singleElement()
        .satisfies(
            input -> {
              assertThat(input.include()).isEqualTo(List.of("/a/*.log", "/b"));
              assertThat(input.authority()).isEqualTo(Authority.JOB);
            });
  }

  @Test
  void everyServerIsOnLoopbackAtItsPort() throws IOException {
    TailraceConfig config =
        written("--kafka-port", "1", "--elasticsearch-port", "2", "--s3-port", "3");

    assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:1");
    assertThat(config.requireElasticsearch().urls()).hasToString("[http://127.0.0.1:2]");
    assertThat(config.requireS3().endpoint()).hasToString("http://127.0.0.1:3");
    assertThat(config.liveTail().host()).isEqualTo("127.0.0.1");
    assertThat(config.management().host()).isEqualTo("127.0.0.1");
  }

  private TailraceConfig written(String... arguments) throws IOException {
    LocalOptions options = new LocalOptions();
    CommandLine line =
        new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options)));
    line.setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    options.dataDirectory = directory;
    return new ConfigReader(Map.of())
        .read(new LocalConfiguration(options).write(), TailraceConfig.class);
  }
}
