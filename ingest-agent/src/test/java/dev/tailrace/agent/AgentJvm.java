package dev.tailrace.agent;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Starts {@link AgentProcess} fast: with little compilation, and with classes from an archive that
 * the first one leaves when it ends.
 */
final class AgentJvm {
  private final Path directory;
  private final List<String> arguments;
  private final Path archive;
  private final String classPath;

  /**
   * @param directory for what is made to start it, and its output
   * @param arguments of the program
   */
  AgentJvm(Path directory, String... arguments) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.arguments = List.of(arguments);
    this.archive = directory.resolve("classes.jsa");
    this.classPath = jars(System.getProperty("java.class.path"));
  }

  /** Classes in directories cannot be archived. */
  private String jars(String paths) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String path : paths.split(File.pathSeparator, -1)) {
      Path jar = directory.resolve(jars.size() + ".jar");
      if (Files.isDirectory(Path.of(path))) {
        pack(Path.of(path), jar);
        jars.add(jar.toString());
      } else {
        jars.add(path);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> walk = Files.walk(classes)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
        Files.copy(path, zip);
        zip.closeEntry();
      }
    }
  }

  Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add(
        (Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive);
    command.addAll(List.of("-cp", classPath, AgentProcess.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("out").toFile()))
        .start();
  }
}
