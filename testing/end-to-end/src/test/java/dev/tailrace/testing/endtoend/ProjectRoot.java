package dev.tailrace.testing.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds the Maven wrapper. */
final class ProjectRoot {
  private ProjectRoot() {}

  static Path find() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new AssertionError("not run inside the project");
      }
    }
    return folder;
  }
}
