package dev.tailrace.agent;

import dev.tailrace.platform.config.ConfigException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A path with globs and named parts, made absolute. {@code *}, {@code ?}, {@code [a-c]}, {@code
 * {a,b}} and {@code {name}} stay within one segment; a segment {@code **} stands for any number of
 * directories, also none.
 */
final class PathPattern {
  static final String NAME = "[a-z][a-z0-9_]*";

  private final String text;
  private final List<Segment> segments;

  private PathPattern(String text, List<Segment> segments) {
    this.text = text;
    this.segments = segments;
  }

  /**
   * @throws ConfigException if it is not a pattern, under the given key
   */
  static PathPattern parse(String key, String pattern) {
    try {
      Path absolute = Path.of(pattern).toAbsolutePath().normalize();
      if (pattern.isBlank() || absolute.getNameCount() == 0 || pattern.endsWith("/")) {
        throw new ConfigException(key, pattern, "must be a path of files");
      }
      List<Segment> segments = new ArrayList<>();
      absolute.forEach(name -> segments.add(Segment.parse(key, name.toString())));
      PathPattern parsed = new PathPattern(absolute.toString(), List.copyOf(segments));
      parsed.requireDistinctNames(key);
      return parsed;
    } catch (InvalidPathException e) {
      throw new ConfigException(key, pattern, "is not a path: " + e.getReason());
    }
  }

  private void requireDistinctNames(String key) {
    Set<String> seen = new HashSet<>();
    for (Segment segment : segments) {
      for (String name : segment.names()) {
        if (!seen.add(name)) {
          throw new ConfigException(key, text, "names {" + name + "} twice");
        }
      }
    }
  }

  /** The path itself, for a file whose name happens to hold the characters of a glob. */
  Path literal() {
    return Path.of(text);
  }

  List<Segment> segments() {
    return segments;
  }

  /** The names of its parts in braces. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    segments.forEach(segment -> names.addAll(segment.names()));
    return names;
  }

  /** The named parts of an absolute path; empty if the pattern does not match it. */
  Optional<Map<String, String>> match(Path path) {
    if (path.toString().equals(text)) {
      Map<String, String> parts = new HashMap<>();
      return matches(0, path, 0, parts) ? Optional.of(parts) : Optional.of(Map.of());
    }
    Map<String, String> parts = new HashMap<>();
    return admits(path) && matches(0, path, 0, parts) ? Optional.of(parts) : Optional.empty();
  }

  /** Whether it matches, without the care that including a compressed file takes. */
  boolean excludes(Path path) {
    return path.toString().equals(text) || matches(0, path, 0, new HashMap<>());
  }

  private boolean admits(Path path) {
    return Compression.admits(segments.get(segments.size() - 1).text(), path);
  }

  private boolean matches(int segment, Path path, int name, Map<String, String> parts) {
    if (segment == segments.size()) {
      return name == path.getNameCount();
    }
    if (segments.get(segment).anyDirectories()) {
      return matches(segment + 1, path, name, parts)
          || (name < path.getNameCount() && matches(segment, path, name + 1, parts));
    }
    return name < path.getNameCount()
        && segments.get(segment).match(path.getName(name).toString(), parts)
        && matches(segment + 1, path, name + 1, parts);
  }

  @Override
  public String toString() {
    return text;
  }
}
