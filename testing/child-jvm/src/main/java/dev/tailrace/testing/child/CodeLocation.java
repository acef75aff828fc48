package dev.tailrace.testing.child;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Where classes and resources were loaded from: a jar, or a folder in a build that has no jars. */
public final class CodeLocation {
  private CodeLocation() {}

  /** The class path entry of a class. */
  public static Path of(Class<?> type) {
    return of(type, "/" + type.getName().replace('.', '/') + ".class");
  }

  /**
   * The class path entry of a resource.
   *
   * @param resource its absolute name, which begins with a slash
   * @throws IllegalArgumentException if there is no such resource, or none in a file
   */
  public static Path of(Class<?> near, String resource) {
    URL url = near.getResource(resource);
    if (url == null) {
      throw new IllegalArgumentException(resource + " is not on the class path");
    }
    try {
      return url.openConnection() instanceof JarURLConnection jar
          ? Path.of(jar.getJarFileURL().toURI())
          : Path.of(root(url, resource));
    } catch (IOException | URISyntaxException e) {
      throw new IllegalArgumentException(url + " is neither in a jar nor in a folder", e);
    }
  }

  private static URI root(URL url, String resource) throws URISyntaxException {
    String whole = url.toURI().toString();
    return new URI(whole.substring(0, whole.length() - resource.length() + 1));
  }
}
