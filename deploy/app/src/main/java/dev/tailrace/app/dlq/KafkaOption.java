package dev.tailrace.app.dlq;

import dev.tailrace.app.TailraceConfig;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.KafkaConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where Kafka is. */
final class KafkaOption {
  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The configuration file (YAML).")
  private Path file = Path.of("tailrace.yaml");

  /**
   * Reads it, with this process's environment.
   *
   * @throws dev.tailrace.platform.config.ConfigException if it cannot be used
   */
  KafkaConfig read() {
    return new ConfigReader(System.getenv()).read(file, TailraceConfig.class).kafka();
  }
}
