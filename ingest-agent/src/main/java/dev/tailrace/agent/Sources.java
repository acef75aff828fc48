package dev.tailrace.agent;

import dev.tailrace.schemas.SourceAttributes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sources: those that are followed, those whose files are gone and may come back, and those
 * that only wait for their last acknowledgements.
 */
final class Sources {
  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final Inputs inputs;
  private final TailSettings settings;
  private final Map<String, Tail> tails = new LinkedHashMap<>();
  private final Map<String, SourceState> gone = new HashMap<>();
  private final List<SourceState> leaving = new ArrayList<>();
  private final Troubles troubles = new Troubles();
  private long forgottenLines;
  private long forgottenBytes;
  private boolean restored;
  private boolean changed;

  Sources(Inputs inputs, TailSettings settings, Checkpoint checkpoint) {
    this.inputs = inputs;
    this.settings = settings;
    this.forgottenLines = checkpoint.forgottenLines();
    this.forgottenBytes = checkpoint.forgottenBytes();
    for (SavedSource saved : checkpoint.sources()) {
      SourceState state = SourceState.restore(saved, attributesOf(saved));
      if (saved.key().equals(StreamTail.KEY) || saved.replaced()) {
        leaving.add(state);
      } else {
        gone.put(saved.key(), state);
      }
    }
  }

  private SourceAttributes attributesOf(SavedSource saved) {
    return SavedPath.of(saved.attributes().path())
        .flatMap(inputs::attributesOf)
        .orElse(saved.attributes());
  }

  Collection<Tail> tails() {
    return tails.values();
  }

  Troubles troubles() {
    return troubles;
  }

  /** Adds a source that is no file. */
  void add(Tail tail) {
    tails.put(tail.state().key(), tail);
    changed = true;
  }

  /** Takes over what discovery saw. */
  void update(Map<String, FoundFile> found, long now) {
    troubles.clear();
    dropReplaced();
    found.values().forEach(file -> see(file, now));
    for (Tail tail : tails.values()) {
      if (tail instanceof DiskTail disk && !found.containsKey(disk.state().key())) {
        disk.lost(now);
      }
    }
    if (!restored) {
      new Stragglers(gone.values()).find().forEach((state, file) -> admitLost(file, now));
      restored = true;
    }
    dropReplaced();
    dropEnded(now);
    forget(now);
  }

  private void see(FoundFile file, long now) {
    try {
      Tail tail = tails.get(file.key());
      if (tail instanceof DiskTail disk) {
        disk.seen(file, now);
      } else {
        admit(file, now);
      }
    } catch (IOException e) {
      troubles.add(file.path(), e);
    }
  }

  private void admit(FoundFile file, long now) throws IOException {
    SourceState known = gone.get(file.key());
    if (known != null && continues(known, file)) {
      gone.remove(file.key());
      known.goneSince(SavedSource.NOT_GONE);
      tails.put(file.key(), DiskTail.of(known, settingsOf(known), file, now));
      return;
    }
    if (known != null) {
      gone.remove(file.key());
      leave(known);
    }
    Optional<SourceAttributes> attributes = inputs.attributesOf(file.path());
    if (file.size() > 0 && attributes.isPresent()) {
      create(file, attributes.get(), now);
    }
  }

  private static boolean continues(SourceState known, FoundFile file) throws IOException {
    boolean longEnough = Compression.gzip(file.path()) || file.size() >= known.offset();
    return longEnough && DiskTail.recognise(known, file.path());
  }

  private void create(FoundFile file, SourceAttributes attributes, long now) throws IOException {
    SourceState state = SourceState.create(file.key(), file.path(), attributes);
    DiskTail.recognise(state, file.path());
    tails.put(file.key(), DiskTail.of(state, settingsOf(state), file, now));
    changed = true;
    LOG.atInfo()
        .addKeyValue("source", state.id())
        .addKeyValue("path", file.path())
        .log("follows a new file");
  }

  private TailSettings settingsOf(SourceState state) {
    return SavedPath.of(state.firstPath())
        .flatMap(inputs::shapeOf)
        .map(settings::shaped)
        .orElse(settings);
  }

  private void admitLost(FoundFile file, long now) {
    see(file, now);
    if (tails.get(file.key()) instanceof DiskTail disk) {
      disk.lost(now);
    }
  }

  private void dropReplaced() {
    for (Iterator<Tail> i = tails.values().iterator(); i.hasNext(); ) {
      if (i.next() instanceof DiskTail disk && disk.replaced() && !disk.grouped()) {
        LOG.atInfo()
            .addKeyValue("source", disk.state().id())
            .addKeyValue("path", disk.path())
            .log("file was truncated or replaced; it is a new source");
        disk.close();
        i.remove();
        leave(disk.state());
      }
    }
  }

  private void dropEnded(long now) {
    for (Iterator<Tail> i = tails.values().iterator(); i.hasNext(); ) {
      Tail tail = i.next();
      if (tail.ended(now) && tail.state().inFlight() == 0) {
        tail.close();
        i.remove();
        retire(tail, now);
      }
    }
  }

  private void retire(Tail tail, long now) {
    if (tail instanceof DiskTail) {
      tail.state().goneSince(now);
      gone.put(tail.state().key(), tail.state());
      changed = true;
    } else {
      leave(tail.state());
    }
  }

  private void leave(SourceState state) {
    state.replace();
    leaving.add(state);
    changed = true;
  }

  private void forget(long now) {
    for (SourceState state : List.copyOf(gone.values())) {
      if (state.goneSince() == SavedSource.NOT_GONE) {
        state.goneSince(now);
      } else if (now - state.goneSince() > REMEMBERED.toMillis()) {
        gone.remove(state.key());
        leave(state);
      }
    }
    for (Iterator<SourceState> i = leaving.iterator(); i.hasNext(); ) {
      SourceState state = i.next();
      if (state.inFlight() == 0) {
        forgottenLines += state.lines();
        forgottenBytes += state.offset();
        i.remove();
        changed = true;
      }
    }
  }

  /** Whether something changed, since this was asked last, that must be saved before reading on. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  private List<SourceState> all() {
    List<SourceState> all = new ArrayList<>(leaving);
    all.addAll(gone.values());
    tails.values().forEach(tail -> all.add(tail.state()));
    return all;
  }

  Checkpoint checkpoint() {
    return new Checkpoint(
        all().stream().map(SourceState::saved).toList(), forgottenLines, forgottenBytes);
  }

  long lines() {
    return forgottenLines + all().stream().mapToLong(SourceState::lines).sum();
  }

  long bytes() {
    return forgottenBytes + all().stream().mapToLong(SourceState::offset).sum();
  }

  void close() {
    tails.values().forEach(Tail::close);
  }
}
