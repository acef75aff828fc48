package dev.tailrace.testing.child;

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
 * The class path of this JVM for others that have to start fast: the first that ends in order
 * leaves its classes in an archive, and those after it load them from there.
 */
public final class SharedClasses {
  private final Path directory;
  private final Path archive;
  private final String classPath;

  /**
   * @param directory for the archive and for what has to be packed for it
   */
  public SharedClasses(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.archive = directory.resolve("classes.jsa");
    this.classPath = jars(System.getProperty("java.class.path"));
  }

  /** What the command line of the next JVM needs: the class path, and where the archive is. */
  public List<String> flags() {
    String use = Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
    return List.of(use + archive, "-cp", classPath);
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
}
