package dev.tailrace.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Recognises the copies that {@code copytruncate} makes: first a copy beside the file, then the
 * truncation. A file that holds the same bytes under a name made from another's is not read for a
 * few seconds; if the other is truncated meanwhile, its source goes on in the copy, so nothing is
 * lost and nothing doubled. If it is not, the two are two sources.
 */
final class Copies {
  private static final long WAIT_MILLIS = 5_000;

  /**
   * A file that holds what a source has read.
   *
   * @param whole whether all of it; else only its beginning
   */
  record Copy(FoundFile file, boolean whole) {}

  private record Suspect(String source, long size, long since) {}

  private final FileFinder finder;
  private final Map<String, Suspect> suspects = new HashMap<>();

  Copies(FileFinder finder) {
    this.finder = finder;
  }

  /**
   * Whether a new file may be the copy of a source whose file is about to be truncated.
   *
   * @param sources by the path that was last known: of several there one has moved and nobody has
   *     seen it yet
   */
  boolean mayBecomeOne(FoundFile file, Map<Path, List<SourceState>> sources, long now)
      throws IOException {
    for (Path original : originals(file.real())) {
      for (SourceState source : sources.getOrDefault(original, List.of())) {
        if (!source.key().equals(file.key()) && holds(file, source)) {
          Suspect before = suspects.get(file.key());
          long since = before != null && before.size() == file.size() ? before.since() : now;
          suspects.put(file.key(), new Suspect(source.id(), file.size(), since));
          return now - since < WAIT_MILLIS || truncated(source, original);
        }
      }
    }
    suspects.remove(file.key());
    return false;
  }

  /** Forgets those that are gone. */
  void retain(Predicate<String> keys) {
    suspects.keySet().removeIf(key -> !keys.test(key));
  }

  /**
   * The copy that was made of a source's file before that was truncated.
   *
   * @param free whether no source has this file
   */
  Optional<Copy> of(SourceState source, Predicate<FoundFile> free) throws IOException {
    Path path = source.path();
    if (path == null || source.identity().head().length() == 0) {
      return Optional.empty();
    }
    Optional<Copy> beginning = Optional.empty();
    for (Path sibling : siblings(path)) {
      Optional<FoundFile> found = finder.at(sibling).filter(free);
      if (found.isPresent() && holdsAll(found.get(), source)) {
        return Optional.of(new Copy(found.get(), /* whole= */ true));
      }
      Suspect suspect = found.map(f -> suspects.get(f.key())).orElse(null);
      if (suspect != null && suspect.source().equals(source.id())) {
        beginning = found.map(f -> new Copy(f, /* whole= */ false));
      }
    }
    return beginning;
  }

  /** Whether what the source had is gone already, and only nobody has noticed. */
  private boolean truncated(SourceState source, Path original) throws IOException {
    Optional<FoundFile> file = finder.at(original).filter(source.identity()::at);
    return file.isPresent() && source.identity().follow(original).isEmpty();
  }

  private static boolean holdsAll(FoundFile file, SourceState source) throws IOException {
    Identity identity = source.identity();
    return !identity.key().equals(file.key())
        && file.size() >= identity.mark().end()
        && (identity.mark().length() > 0 || file.size() >= source.size())
        && identity.follow(file.real()).isPresent();
  }

  private static boolean holds(FoundFile file, SourceState source) throws IOException {
    Path original = source.path();
    return holdsAll(file, source)
        || (original != null
            && file.size() < source.identity().mark().end()
            && beginsLike(file, original));
  }

  /** Compares the first and the last bytes of the file with those at their places in another. */
  private static boolean beginsLike(FoundFile file, Path other) throws IOException {
    if (!Files.exists(other)) {
      return false;
    }
    long last = Math.max(0, file.size() - Mark.FULL);
    try (FileChannel one = FileChannel.open(file.real(), StandardOpenOption.READ);
        FileChannel two = FileChannel.open(other, StandardOpenOption.READ)) {
      int head = (int) Math.min(file.size(), Fingerprint.FULL);
      int tail = (int) (file.size() - last);
      return Arrays.equals(Mark.bytes(one, 0, head), Mark.bytes(two, 0, head))
          && Arrays.equals(Mark.bytes(one, last, tail), Mark.bytes(two, last, tail));
    }
  }

  private static List<Path> siblings(Path path) {
    List<Path> siblings = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(path.resolveSibling(""), name -> originals(name).contains(path))) {
      all.forEach(siblings::add);
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    siblings.sort(null);
    return siblings;
  }

  /**
   * What the file could be a rotated copy of: {@code app.log-1} and {@code app-1.log} of app.log.
   */
  static List<Path> originals(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    List<Path> originals = new ArrayList<>();
    for (int i = 1; i < name.length(); i++) {
      if ("._-".indexOf(name.charAt(i)) >= 0) {
        originals.add(path.resolveSibling(name.substring(0, i)));
        if (i < dot) {
          originals.add(path.resolveSibling(name.substring(0, i) + name.substring(dot)));
        }
      }
    }
    return originals;
  }
}
