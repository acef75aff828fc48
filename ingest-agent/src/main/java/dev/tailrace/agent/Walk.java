package dev.tailrace.agent;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One look through the directories of patterns: each is listed once, each file asked once. */
final class Walk {

  /** A name in a directory. */
  static final class Entry {
    private final Path path;
    private boolean asked;
    private @Nullable BasicFileAttributes attributes;

    Entry(Path path) {
      this.path = path;
    }

    Path path() {
      return path;
    }

    /** What is there, be it a link; null if nothing is. */
    @Nullable BasicFileAttributes attributes() {
      if (!asked) {
        asked = true;
        try {
          attributes = FileLook.attributes(path);
        } catch (IOException e) {
          attributes = null;
        }
      }
      return attributes;
    }

    private boolean directory() {
      BasicFileAttributes is = attributes();
      return is != null && is.isDirectory();
    }
  }

  private final FileLook look;
  private final Map<Path, List<Entry>> listings = new HashMap<>();
  private final Map<Path, String> directories = new LinkedHashMap<>();

  Walk(FileLook look) {
    this.look = look;
  }

  Map<Path, String> directories() {
    return directories;
  }

  /** What matches the pattern, files or not. */
  List<Entry> entries(PathPattern pattern) {
    List<Entry> entries = new ArrayList<>();
    Entry literal = new Entry(pattern.literal());
    if (literal.attributes() != null) {
      visitParent(literal.path());
      entries.add(literal);
    } else {
      expand(new Entry(pattern.literal().getRoot()), pattern.segments(), entries);
    }
    return entries;
  }

  private void expand(Entry at, List<Segment> rest, List<Entry> entries) {
    if (rest.isEmpty()) {
      visitParent(at.path());
      entries.add(at);
      return;
    }
    Segment segment = rest.get(0);
    List<Segment> after = rest.subList(1, rest.size());
    if (segment.plain()) {
      expand(new Entry(at.path().resolve(segment.text())), after, entries);
      return;
    }
    if (segment.anyDirectories()) {
      expand(at, after, entries);
    }
    for (Entry child : children(at.path())) {
      if (segment.anyDirectories()) {
        // Links to directories are not followed here: they may lead back up.
        if (child.directory()) {
          expand(child, rest, entries);
        }
      } else if (segment.matches(child.path().getFileName().toString())) {
        expand(child, after, entries);
      }
    }
  }

  private List<Entry> children(Path directory) {
    List<Entry> known = listings.get(directory);
    if (known == null) {
      visit(directory);
      known = list(directory);
      listings.put(directory, known);
    }
    return known;
  }

  private static List<Entry> list(Path directory) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    children.sort(null);
    return children.stream().map(Entry::new).toList();
  }

  private void visitParent(Path path) {
    Path parent = path.getParent();
    if (parent != null) {
      visit(parent);
    }
  }

  /** Remembers the directory, or the nearest one above it that is there. */
  void visit(Path directory) {
    for (Path at = directory; at != null && !directories.containsKey(at); at = at.getParent()) {
      try {
        BasicFileAttributes is = Files.readAttributes(at, BasicFileAttributes.class);
        if (is.isDirectory()) {
          look.birth(is, is.lastModifiedTime().to(TimeUnit.NANOSECONDS));
          directories.put(at, FileLook.key(at, is));
          return;
        }
      } catch (IOException e) {
        // It is not there yet.
      }
    }
  }
}
