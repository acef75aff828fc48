package dev.tailrace.testing.embedded;

import dev.tailrace.testing.child.CodeLocation;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The class path of a server whose libraries are kept away from this JVM's own. */
final class ServerClassPath {
  private ServerClassPath() {}

  /**
   * The server's own code, and the libraries that its build wrote down.
   *
   * @param name of the list, such as {@code s3}
   */
  static List<String> of(String name) {
    String list = "/META-INF/tailrace/" + name + ".classpath";
    List<String> entries = new ArrayList<>();
    entries.add(CodeLocation.of(ServerClassPath.class, list).toString());
    entries.addAll(List.of(read(list).strip().split(File.pathSeparator)));
    return entries;
  }

  private static String read(String list) {
    try (InputStream in = ServerClassPath.class.getResourceAsStream(list)) {
      if (in == null) {
        throw new IllegalStateException(list + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(list + " cannot be read", e);
    }
  }
}
