package dev.tailrace.parser;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Collections of real input that may lie beside the project; who needs one skips without it. */
final class Corpus {
  private Corpus() {}

  static Path data(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    Assumptions.assumeTrue(root != null, "not within the project");
    Path data = root.resolveSibling("shared").resolve("data").resolve(name);
    Assumptions.assumeTrue(Files.isDirectory(data), data + " is not there");
    return data;
  }
}
