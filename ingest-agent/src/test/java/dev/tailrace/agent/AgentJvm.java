package dev.tailrace.agent;

import dev.tailrace.testing.child.SharedClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@link AgentProcess} fast: with little compilation, and with classes from an archive. */
final class AgentJvm {
  private final Path directory;
  private final SharedClasses classes;
  private final List<String> arguments;

  /**
   * @param directory for what is made to start it, and its output
   * @param arguments of the program
   */
  AgentJvm(Path directory, String... arguments) throws IOException {
    this.directory = directory;
    this.classes = new SharedClasses(directory);
    this.arguments = List.of(arguments);
  }

  Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(classes.flags());
    command.add(AgentProcess.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("out").toFile()))
        .start();
  }
}
