package dev.tailrace.app;

import dev.tailrace.platform.config.ConfigReader;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option by which every command that needs a configuration gets it. */
final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The configuration file (YAML).")
  private Path file = Path.of("tailrace.yaml");

  Path file() {
    return file;
  }

  /**
   * Reads it, with this process's environment.
   *
   * @throws dev.tailrace.platform.config.ConfigException if it cannot be used
   */
  TailraceConfig read() {
    return new ConfigReader(System.getenv()).read(file, TailraceConfig.class);
  }
}
