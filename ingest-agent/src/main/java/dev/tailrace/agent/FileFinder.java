package dev.tailrace.agent;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for the files of the inputs. Directories that cannot be read have no files. */
final class FileFinder {
  private final Inputs inputs;

  FileFinder(Inputs inputs) {
    this.inputs = inputs;
  }

  /** Every file once, by key, even where links or several patterns lead to it. */
  Map<String, FoundFile> find() {
    Map<String, FoundFile> found = new LinkedHashMap<>();
    for (PathPattern pattern : inputs.patterns()) {
      for (Path path : paths(pattern)) {
        if (inputs.attributesOf(path).isPresent()) {
          FoundFile.at(path).ifPresent(file -> found.putIfAbsent(file.key(), file));
        }
      }
    }
    return found;
  }

  private static List<Path> paths(PathPattern pattern) {
    List<Path> paths = new ArrayList<>();
    if (Files.exists(pattern.literal())) {
      paths.add(pattern.literal());
    } else {
      expand(pattern.literal().getRoot(), pattern.segments(), paths);
    }
    return paths;
  }

  private static void expand(Path at, List<Segment> rest, List<Path> paths) {
    if (rest.isEmpty()) {
      paths.add(at);
      return;
    }
    Segment segment = rest.get(0);
    List<Segment> after = rest.subList(1, rest.size());
    if (segment.plain()) {
      expand(at.resolve(segment.text()), after, paths);
      return;
    }
    if (segment.anyDirectories()) {
      expand(at, after, paths);
    }
    for (Path child : children(at)) {
      if (segment.anyDirectories()) {
        // Links to directories are not followed here: they may lead back up.
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          expand(child, rest, paths);
        }
      } else if (segment.match(child.getFileName().toString(), new HashMap<>())) {
        expand(child, after, paths);
      }
    }
  }

  private static List<Path> children(Path directory) {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        stream.forEach(children::add);
      } catch (IOException | DirectoryIteratorException e) {
        return List.of();
      }
    }
    children.sort(null);
    return children;
  }
}
