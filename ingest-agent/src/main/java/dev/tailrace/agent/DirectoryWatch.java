package dev.tailrace.agent;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the system say what changes in directories. It is a hint that makes things quick; what it
 * does not say, because it cannot or has too much to say, is found by looking at all files.
 */
final class DirectoryWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

  /** Beyond that many it goes on with the next look. */
  private static final int AT_ONCE = 500;

  /** Here others may write, of whom this system knows nothing. */
  private static final List<String> SHARED =
      List.of("nfs", "cifs", "smb", "9p", "fuse", "virtiofs", "ceph", "gluster", "lustre", "afs");

  /**
   * What was said since the last time.
   *
   * @param changed paths of files that are new or have changed
   * @param vanished paths that have nothing any more
   * @param more whether there was more than could be said
   */
  record Changes(Set<Path> changed, Set<Path> vanished, boolean more) {}

  private record Watched(WatchKey key, String directory) {}

  private final Map<Path, Watched> watched = new HashMap<>();
  private final Map<String, Boolean> shared = new HashMap<>();
  private final Queue<WatchKey> signalled = new ConcurrentLinkedQueue<>();
  private final Runnable wake;
  private @Nullable WatchService service;
  private volatile boolean awaited;
  private volatile @Nullable String problem;
  private boolean complete;

  private DirectoryWatch(Runnable wake) {
    this.wake = wake;
  }

  /**
   * Watches with a thread of its own.
   *
   * @param wake called by that thread when something changes that is waited for
   */
  static DirectoryWatch open(Runnable wake) {
    DirectoryWatch watch = new DirectoryWatch(wake);
    try {
      WatchService opened = FileSystems.getDefault().newWatchService();
      watch.service = opened;
      Thread thread = new Thread(() -> watch.listen(opened), "tailrace-agent-watch");
      thread.setDaemon(true);
      thread.start();
    } catch (IOException | UnsupportedOperationException e) {
      watch.fail(e);
    }
    return watch;
  }

  /** Says nothing, ever. */
  static DirectoryWatch none() {
    return new DirectoryWatch(() -> {});
  }

  /** Whether everything that changes in these directories is said. */
  boolean complete() {
    return complete;
  }

  int count() {
    return watched.size();
  }

  /** Why something is not watched that could be; null if nothing is wrong. */
  @Nullable String problem() {
    return problem;
  }

  /**
   * From now on watches these directories.
   *
   * @param directories with the key of each
   * @return whether one is new, so that something may have changed in it just before
   */
  boolean follow(Map<Path, String> directories) {
    WatchService current = service;
    if (current == null) {
      return false;
    }
    dropOthers(directories);
    int added = 0;
    boolean all = true;
    for (Map.Entry<Path, String> directory : directories.entrySet()) {
      if (!watched.containsKey(directory.getKey())) {
        all &= added < AT_ONCE && add(current, directory.getKey(), directory.getValue());
        added++;
      }
      all &= !shared(directory.getKey(), directory.getValue());
    }
    complete = all;
    return added > 0 && problem == null;
  }

  private void dropOthers(Map<Path, String> directories) {
    watched
        .entrySet()
        .removeIf(
            entry -> {
              Watched was = entry.getValue();
              boolean same = was.directory().equals(directories.get(entry.getKey()));
              if (!same) {
                was.key().cancel();
              }
              return !same || !was.key().isValid();
            });
  }

  private boolean add(WatchService into, Path directory, String key) {
    try {
      WatchKey watchKey =
          directory.register(
              into,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      watched.put(directory, new Watched(watchKey, key));
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return false;
    } catch (IOException e) {
      fail(e);
      return false;
    }
  }

  private void fail(Exception reason) {
    if (problem == null) {
      LOG.atWarn()
          .addKeyValue("reason", reason.getMessage())
          .log(
              "not all directories can be watched, so they are looked through more often; raising"
                  + " fs.inotify.max_user_watches may help");
    }
    problem = "not all directories can be watched: " + reason.getMessage();
  }

  private boolean shared(Path directory, String key) {
    return shared.computeIfAbsent(FileLook.device(key), device -> sharedType(directory));
  }

  private static boolean sharedType(Path directory) {
    try {
      String type = Files.getFileStore(directory).type().toLowerCase(Locale.ROOT);
      return SHARED.stream().anyMatch(type::startsWith);
    } catch (IOException | SecurityException e) {
      return true;
    }
  }

  /** No key is there twice: it comes again only after it was taken. */
  private void listen(WatchService from) {
    try {
      while (true) {
        signalled.add(from.take());
        if (awaited) {
          wake.run();
        }
      }
    } catch (ClosedWatchServiceException e) {
      // It was closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Has the next change wake whoever waits, until changes are taken.
   *
   * @return false if there is a change already
   */
  boolean await() {
    awaited = true;
    return signalled.isEmpty();
  }

  Changes take() {
    awaited = false;
    Set<Path> changed = new LinkedHashSet<>();
    Set<Path> vanished = new LinkedHashSet<>();
    boolean more = false;
    for (WatchKey key = signalled.poll(); key != null; key = signalled.poll()) {
      Path directory = (Path) key.watchable();
      for (WatchEvent<?> event : key.pollEvents()) {
        if (event.context() instanceof Path name) {
          boolean gone = event.kind() == StandardWatchEventKinds.ENTRY_DELETE;
          (gone ? vanished : changed).add(directory.resolve(name));
        } else {
          more = true;
        }
      }
      more |= !key.reset();
    }
    return new Changes(changed, vanished, more);
  }

  @Override
  public void close() {
    Closing.quietly(service);
    service = null;
    complete = false;
  }
}
