package dev.tailrace.testing.child;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

final class Samples {
  private Samples() {}

  static ChildSpec spec(Path directory, String mode) {
    return spec(directory, mode, Duration.ofSeconds(30));
  }

  static ChildSpec spec(Path directory, String mode, Duration startWithin) {
    return new ChildSpec(
        "Sample",
        directory,
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)),
        SampleServer.class.getName(),
        List.of(mode),
        JvmOptions.fastStart(32),
        startWithin);
  }
}
