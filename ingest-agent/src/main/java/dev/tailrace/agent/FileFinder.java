package dev.tailrace.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for the files of the inputs. Directories that cannot be read have no files. */
final class FileFinder {
  private final FileLook look = new FileLook();
  private Inputs inputs;
  private Map<Path, Boolean> meant = new HashMap<>();
  private Map<Path, String> directories = Map.of();

  FileFinder(Inputs inputs) {
    this.inputs = inputs;
  }

  Inputs inputs() {
    return inputs;
  }

  /** From now on looks for these. */
  void inputs(Inputs others) {
    inputs = others;
    meant = new HashMap<>();
  }

  /** Every file once, by key, even where links or several patterns lead to it. */
  Map<String, FoundFile> find() {
    Walk walk = new Walk(look);
    Map<String, FoundFile> found = new LinkedHashMap<>();
    Map<Path, Boolean> stillMeant = new HashMap<>();
    Set<Path> more = new LinkedHashSet<>();
    for (PathPattern pattern : inputs.patterns()) {
      for (Walk.Entry entry : walk.entries(pattern)) {
        boolean means = meant.computeIfAbsent(entry.path(), inputs::means);
        if (stillMeant.put(entry.path(), means) == null && means) {
          at(entry).ifPresent(file -> add(file, found, more));
        }
      }
    }
    meant = stillMeant;
    more.forEach(walk::visit);
    directories = walk.directories();
    return found;
  }

  private static void add(FoundFile file, Map<String, FoundFile> found, Set<Path> more) {
    found.putIfAbsent(file.key(), file);
    Path parent = file.real().getParent();
    if (!file.real().equals(file.path()) && parent != null) {
      more.add(parent);
    }
  }

  private Optional<FoundFile> at(Walk.Entry entry) {
    BasicFileAttributes attributes = entry.attributes();
    try {
      return attributes == null ? Optional.empty() : look.of(entry.path(), attributes);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Looks at one path, whether or not an input means it. */
  Optional<FoundFile> at(Path path) {
    return look.at(path);
  }

  /** The directories that the last look went through, or would if they were there; each's key. */
  Map<Path, String> directories() {
    return directories;
  }
}
