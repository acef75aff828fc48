package dev.tailrace.testing.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A JVM for a test to kill, with the test's class path. */
final class TestJvm {
  private TestJvm() {}

  static Process launch(Class<?> main, Path directory) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
