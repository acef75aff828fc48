package dev.tailrace.app.archive;

import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The configuration that says where the archive is. */
final class ConfigFile {
  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The configuration file (YAML).")
  private Path file = Path.of("tailrace.yaml");

  /**
   * @param section takes what it needs out of a file
   * @throws dev.tailrace.platform.config.ConfigException if the file cannot be used
   */
  <T> T read(Function<Path, T> section) {
    return section.apply(file);
  }
}
