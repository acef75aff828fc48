package dev.tailrace.app;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which every command that needs a configuration gets it. */
final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration file (YAML).")
  private @Nullable Path file;

  /**
   * @throws ConfigException if none was given
   */
  Path file() {
    Path given = file;
    if (given == null) {
      throw new ConfigException("--config", null, "give the configuration file");
    }
    return given;
  }

  /**
   * Reads it, with this process's environment.
   *
   * @throws ConfigException if it cannot be used
   */
  TailraceConfig read() {
    return new ConfigReader(System.getenv()).read(file(), TailraceConfig.class);
  }
}
