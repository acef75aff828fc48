package dev.tailrace.testing.child;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A server to run in a JVM of its own.
 *
 * @param server what people call it, for messages and thread names
 * @param directory its data folder, where its log and its process id are kept; created if absent
 * @param classPath entries of its class path; that of {@link ChildMain} is added
 * @param mainClass a class whose main method calls {@link ChildMain#run}
 * @param arguments of that main method
 * @param jvm heap and flags
 * @param startWithin how long it may take to announce its port
 */
public record ChildSpec(
    String server,
    Path directory,
    List<String> classPath,
    String mainClass,
    List<String> arguments,
    JvmOptions jvm,
    Duration startWithin) {

  public ChildSpec {
    directory = directory.toAbsolutePath();
    // The child runs in its data folder, where a relative entry would mean something else.
    classPath = classPath.stream().map(it -> Path.of(it).toAbsolutePath().toString()).toList();
    arguments = List.copyOf(arguments);
  }

  /** Everything that the child writes to its standard streams since it was last started. */
  public Path log() {
    return directory.resolve("server.log");
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm.commandLine());
    command.add("-cp");
    command.add(String.join(File.pathSeparator, withOwnClasses()));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  private List<String> withOwnClasses() {
    List<String> entries = new ArrayList<>(classPath);
    String own = CodeLocation.of(ChildMain.class).toString();
    if (!entries.contains(own)) {
      entries.add(own);
    }
    return entries;
  }
}
