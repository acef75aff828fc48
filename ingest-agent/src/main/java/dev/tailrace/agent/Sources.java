package dev.tailrace.agent;

import dev.tailrace.agent.Copies.Copy;
import dev.tailrace.agent.lines.ContainerStream;
import dev.tailrace.agent.lines.Line;
import dev.tailrace.schemas.SourceAttributes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources that are followed. Those that are not any more are {@link Departed}. */
final class Sources {
  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

  private final FileFinder finder;
  private final TailSettings settings;
  private final AgentMetrics metrics;
  private final Copies copies;
  private final Departed departed;
  private final Map<String, Tail> tails = new LinkedHashMap<>();
  private final Awake awake = new Awake();
  private final Troubles troubles = new Troubles();
  private @Nullable Map<Path, List<SourceState>> byPath;
  private long lines;
  private long bytes;
  private boolean restored;
  private boolean changed;
  private boolean grown;

  Sources(FileFinder finder, TailSettings settings, Checkpoint checkpoint, AgentMetrics metrics) {
    this.finder = finder;
    this.settings = settings;
    this.metrics = metrics;
    this.copies = new Copies(finder);
    this.lines = checkpoint.lines();
    this.bytes = checkpoint.bytes();
    this.departed = new Departed(checkpoint, this::attributesOf, metrics);
  }

  private SourceAttributes attributesOf(SavedSource saved) {
    return SavedPath.of(saved.attributes().path())
        .flatMap(finder.inputs()::attributesOf)
        .orElse(saved.attributes());
  }

  /** Longer lines are cut to this many bytes. */
  int maxLine() {
    return settings.maxLine();
  }

  Collection<Tail> tails() {
    return tails.values();
  }

  /** Those of them that need attention. */
  Awake awake() {
    return awake;
  }

  Troubles troubles() {
    return troubles;
  }

  /**
   * The files of a spool were recovered. They may have lost what was read of them but was not
   * durable, so their places and births alone say which they are: nobody else writes there.
   */
  void recovered(Path spool) {
    for (SourceState state : departed.gone()) {
      Path path = state.path();
      if (path != null && path.startsWith(spool)) {
        state.identity(state.identity().withoutContent());
      }
    }
  }

  /** Adds a source that is no file. */
  void add(Tail tail) {
    put(tail);
    changed = true;
  }

  private void put(Tail tail) {
    tails.put(tail.state().key(), tail);
    awake.wake(tail);
  }

  private void remove(Tail tail) {
    tails.remove(tail.state().key(), tail);
    awake.remove(tail);
  }

  /** Takes over what a look for all files found. */
  void update(Map<String, FoundFile> found, long now) {
    troubles.clear();
    byPath = null;
    copies.retain(found::containsKey);
    found.values().forEach(file -> see(file, /* meant= */ true, now));
    Stragglers stragglers = new Stragglers(finder);
    for (Tail tail : List.copyOf(tails.values())) {
      if (tail instanceof DiskTail disk && !found.containsKey(disk.state().key())) {
        lose(disk, stragglers, now);
      }
    }
    if (!restored) {
      departed.missing().forEach(state -> restoreLost(state, stragglers, now));
      restored = true;
    }
    dropEnded(now);
    changed |= departed.forget(now);
  }

  /** Looks at a path where something has changed. */
  void look(Path path, long now) {
    byPath = null;
    finder.at(path).ifPresent(file -> see(file, finder.inputs().means(path), now));
  }

  private void see(FoundFile file, boolean meant, long now) {
    try {
      if (tails.get(file.key()) instanceof DiskTail disk) {
        if (!disk.replaced() && !disk.stopped() && disk.seen(file, meant, now)) {
          awake.wake(disk);
          grown = true;
        }
      } else if (meant) {
        admit(file, now);
      }
    } catch (IOException e) {
      troubles.add(file.real(), e);
    }
  }

  private void admit(FoundFile file, long now) throws IOException {
    SourceState known = departed.find(file.key());
    if (known == null) {
      create(file, now);
    } else if (known.inFlight() == 0 && continues(known, file)) {
      departed.remove(known);
      known.goneSince(SavedSource.NOT_GONE);
      SourceState state = known.with(attributesOf(known.saved()));
      put(DiskTail.of(state, settingsOf(state), file, now));
    } else if (known.inFlight() == 0) {
      departed.remove(known);
      replaced(known, file, now);
      create(file, now);
    }
  }

  private static boolean continues(SourceState known, FoundFile file) throws IOException {
    boolean longEnough =
        known.finished() || Compression.gzip(file.path()) || file.size() >= known.offset();
    if (!longEnough || !known.identity().at(file)) {
      return false;
    }
    Optional<Identity> now =
        known.finished() ? Optional.of(known.identity()) : known.identity().follow(file.real());
    now.ifPresent(known::identity);
    return now.isPresent();
  }

  /** A file was written anew while nobody followed it. */
  private void replaced(SourceState known, FoundFile file, long now) throws IOException {
    boolean truncated = known.identity().at(file);
    Optional<Copy> copy = truncated ? copies.of(known, this::free) : Optional.empty();
    if (copy.isPresent()) {
      vacate(copy.get().file());
      known.identity(known.identity().movedTo(copy.get().file()));
      finishUnlessWhole(known, copy.get());
      put(DiskTail.of(known, settingsOf(known), copy.get().file(), now));
      changed = true;
    } else {
      metrics.lost(truncated ? Loss.TRUNCATED : Loss.DELETED, known.unread());
      departed.leave(known);
    }
  }

  private boolean free(FoundFile file) {
    SourceState known = departed.find(file.key());
    return !tails.containsKey(file.key()) && (known == null || !holds(known, file));
  }

  private static boolean holds(SourceState known, FoundFile file) {
    try {
      return known.identity().at(file) && known.identity().follow(file.real()).isPresent();
    } catch (IOException e) {
      return true;
    }
  }

  /** Whoever had the inode before has it no more. */
  private void vacate(FoundFile file) {
    SourceState known = departed.find(file.key());
    if (known != null) {
      departed.remove(known);
      metrics.lost(Loss.DELETED, known.unread());
      departed.leave(known);
    }
  }

  private static void finishUnlessWhole(SourceState state, Copy copy) {
    if (!copy.whole()) {
      state.finish();
    }
  }

  private void create(FoundFile file, long now) throws IOException {
    Optional<SourceAttributes> attributes = finder.inputs().attributesOf(file.path());
    if (file.size() == 0
        || attributes.isEmpty()
        || copies.mayBecomeOne(file, statesByPath(), now)) {
      return;
    }
    SourceState state = SourceState.create(Identity.seen(file), file.real(), attributes.get());
    put(DiskTail.of(state, settingsOf(state), file, now));
    changed = true;
    LOG.atInfo()
        .addKeyValue("source", state.id())
        .addKeyValue("path", file.path())
        .log("follows a new file");
  }

  private TailSettings settingsOf(SourceState state) {
    return SavedPath.of(state.attributes().path())
        .flatMap(finder.inputs()::shapeOf)
        .map(settings::shaped)
        .orElse(settings);
  }

  private Map<Path, List<SourceState>> statesByPath() {
    if (byPath == null) {
      Map<Path, List<SourceState>> states = new HashMap<>();
      departed.gone().forEach(state -> index(state, states));
      tails.values().forEach(tail -> index(tail.state(), states));
      byPath = states;
    }
    return byPath;
  }

  private static void index(SourceState state, Map<Path, List<SourceState>> states) {
    Path path = state.path();
    if (path != null) {
      states.computeIfAbsent(path, sources -> new ArrayList<>()).add(state);
    }
  }

  private void lose(DiskTail disk, Stragglers stragglers, long now) {
    if (disk.present()) {
      disk.lost(now);
      awake.wake(disk);
      if (!disk.open()) {
        stragglers.find(disk.state()).ifPresent(file -> see(file, /* meant= */ false, now));
      }
    }
  }

  private void restoreLost(SourceState state, Stragglers stragglers, long now) {
    Optional<FoundFile> file = stragglers.find(state);
    if (file.isPresent() && file.get().size() > state.offset()) {
      see(file.get(), /* meant= */ true, now);
      if (tails.get(state.key()) instanceof DiskTail disk) {
        disk.lost(now);
      }
    }
  }

  /** Its file could not be opened because another one, or none, is in its place. */
  void missing(DiskTail disk, long now) {
    disk.lost(now);
    Optional<FoundFile> beside = new Stragglers(finder).find(disk.state());
    if (beside.isPresent()) {
      see(beside.get(), /* meant= */ false, now);
      return;
    }
    if (disk.unread() > 0) {
      LOG.atWarn()
          .addKeyValue("source", disk.state().id())
          .addKeyValue("unread_bytes", disk.unread())
          .log("file was deleted before it was read to its end");
    }
    retire(disk, now);
  }

  /**
   * Its file was truncated or written anew: goes on in a copy if there is one; else the source ends
   * and what is there now is a new one.
   *
   * @param sender takes what has come of the last line
   */
  void renew(DiskTail disk, BiConsumer<Tail, Line> sender, long now) {
    remove(disk);
    Optional<Copy> copy = copyOf(disk);
    if (copy.isPresent()) {
      if (!copy.get().whole()) {
        giveUp(disk, sender);
      }
      vacate(copy.get().file());
      disk.continueAt(copy.get().file(), now);
      finishUnlessWhole(disk.state(), copy.get());
      put(disk);
    } else {
      end(disk, sender);
    }
    changed = true;
  }

  private Optional<Copy> copyOf(DiskTail disk) {
    try {
      return disk.loss() == Loss.TRUNCATED && disk instanceof FileTail
          ? copies.of(disk.state(), this::free)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void end(DiskTail disk, BiConsumer<Tail, Line> sender) {
    long lost = giveUp(disk, sender);
    LOG.atInfo()
        .addKeyValue("source", disk.state().id())
        .addKeyValue("path", disk.path())
        .addKeyValue("lost_bytes", lost)
        .log("the source ends, for its file was truncated or replaced");
    disk.close();
    departed.leave(disk.state());
  }

  private long giveUp(DiskTail disk, BiConsumer<Tail, Line> sender) {
    long lost = disk.giveUp(line -> sender.accept(disk, line));
    Loss reason = disk.loss();
    metrics.lost(reason == null ? Loss.TRUNCATED : reason, lost);
    return lost;
  }

  /** Lets go of those that were read to their end and will have no more. */
  void dropEnded(long now) {
    for (Tail tail : awake.all()) {
      if (tail.ended(now) && tail.state().inFlight() == 0) {
        retire(tail, now);
      }
    }
  }

  private void retire(Tail tail, long now) {
    remove(tail);
    tail.close();
    if (tail instanceof DiskTail disk) {
      long unread = disk.stopped() ? 0 : disk.unread();
      disk.state().size(disk.state().offset() + unread);
      departed.gone(disk.state(), now);
    } else {
      departed.leave(tail.state());
    }
    changed = true;
  }

  /** From now on follows what these say; whatever they say differently of a file starts anew. */
  void reconfigure(Inputs inputs) {
    Inputs before = finder.inputs();
    finder.inputs(inputs);
    for (Tail tail : tails.values()) {
      Path path = SavedPath.of(tail.state().attributes().path()).orElse(null);
      if (tail instanceof DiskTail disk
          && path != null
          && !before.inputOf(path).equals(inputs.inputOf(path))) {
        disk.stop();
        awake.wake(disk);
      }
    }
  }

  /** Whether something changed, since this was asked last, that must be saved before reading on. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** Whether a file was seen to have changed, since this was asked last. */
  boolean takeGrown() {
    boolean was = grown;
    grown = false;
    return was;
  }

  void acknowledged(SourceState source, @Nullable ContainerStream stream, long next, int count) {
    long before = source.offset();
    source.acknowledged(stream, next, count);
    lines += count;
    bytes += source.offset() - before;
  }

  Snapshot checkpoint() {
    return departed.checkpoint(tails.values());
  }

  long lines() {
    return lines;
  }

  long bytes() {
    return bytes;
  }

  /** Bytes of files that are gone and that nobody has read yet. */
  long deletedUnread() {
    long open =
        awake.all().stream()
            .filter(tail -> tail instanceof DiskTail disk && !disk.present())
            .mapToLong(Tail::unread)
            .sum();
    return open + departed.unread();
  }

  void close() {
    tails.values().forEach(Tail::close);
  }
}
