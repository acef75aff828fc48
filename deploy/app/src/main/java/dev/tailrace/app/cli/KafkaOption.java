package dev.tailrace.app.cli;

import dev.tailrace.platform.kafka.KafkaConfig;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Where Kafka is. */
public final class KafkaOption {
  private final Function<Path, KafkaConfig> configuration;

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The configuration file (YAML).")
  private Path file = Path.of("tailrace.yaml");

  /**
   * @param configuration reads what a configuration file says of Kafka
   */
  public KafkaOption(Function<Path, KafkaConfig> configuration) {
    this.configuration = configuration;
  }

  /**
   * @throws dev.tailrace.platform.config.ConfigException if the file cannot be used
   */
  public KafkaConfig read() {
    return configuration.apply(file);
  }
}
