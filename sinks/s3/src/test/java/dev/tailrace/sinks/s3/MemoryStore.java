package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A bucket in memory. An object may be overwritten only by one that has the same lines, a manifest
 * only by itself.
 */
final class MemoryStore implements ArchiveBucket {
  private final Faults faults;
  private final InstantSource clock;
  private final Map<String, Stored> objects = new TreeMap<>();
  private final Map<String, ArchiveManifest> manifests = new TreeMap<>();
  private final List<Upload> cuts = new ArrayList<>();
  private final Set<String> archived = new HashSet<>();
  private final List<Runnable> observers = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private int callsUntil = -1;

  private record Stored(ArchivedObject object, Upload content, List<String> lines) {}

  MemoryStore(Faults faults, InstantSource clock) {
    this.faults = faults;
    this.clock = clock;
  }

  /** Has something run after each call that may have changed something. */
  void observe(Runnable observer) {
    observers.add(observer);
  }

  /** Has something else happen before a later call, while whoever calls is held up. */
  void holdUp(int calls, Runnable other) {
    callsUntil = calls;
    meanwhile = other;
  }

  @Override
  public void put(Upload object) throws SinkUnavailableException {
    arrive();
    faults.call(() -> change(() -> store(object)));
  }

  @Override
  public void delete(String key) throws SinkUnavailableException {
    arrive();
    faults.call(
        () ->
            change(
                () -> {
                  objects.remove(key);
                  manifests.remove(key);
                }));
  }

  @Override
  public Stream<ArchivedObject> list(Category category, ArchiveQuery query) {
    arrive();
    faults.crashable(() -> {});
    return category == Records.CATEGORY ? listed().stream() : Stream.empty();
  }

  @Override
  public List<ArchiveEntry> describe(List<ArchivedObject> some) {
    arrive();
    faults.crashable(() -> {});
    return described(some);
  }

  @Override
  public Optional<byte[]> read(String key) {
    arrive();
    faults.crashable(() -> {});
    return Optional.ofNullable(objects.get(key)).map(stored -> bytes(stored.content()));
  }

  /** What was put under a key. */
  Upload upload(String key) {
    return objects.get(key).content();
  }

  /** All objects, in the order of their keys. */
  List<ArchivedObject> listed() {
    return objects.values().stream().map(Stored::object).toList();
  }

  /** Some objects with their manifests, without a call that could go wrong. */
  List<ArchiveEntry> described(List<ArchivedObject> some) {
    return some.stream()
        .map(
            object -> {
              ObjectGroup group = ObjectGroup.of(object);
              return new ArchiveEntry(object, group.category(), group.start(), manifest(object));
            })
        .toList();
  }

  /** The objects, without their manifests. */
  List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /** The objects that have a manifest. */
  List<String> described() {
    return manifests.values().stream().map(ArchiveManifest::key).toList();
  }

  List<String> lines() {
    return lines(listed());
  }

  /** The lines of some objects, which must be there. */
  List<String> lines(List<ArchivedObject> some) {
    List<String> all = new ArrayList<>();
    for (ArchivedObject object : some) {
      Stored stored = objects.get(object.key());
      assertThat(stored).as("object %s of a listing", object.key()).isNotNull();
      all.addAll(stored.lines());
    }
    return all;
  }

  /** Every line that a cut has ever stored. */
  Set<String> archived() {
    return Set.copyOf(archived);
  }

  /** As a sink would that was stopped for long, amid a cut that another one has completed since. */
  void putAgain(int cut) {
    if (!cuts.isEmpty()) {
      change(() -> storeLines(cuts.get(cut % cuts.size())));
    }
  }

  /** As a rule of the bucket or an operator would. */
  void changeClass(String key, String storageClass) {
    objects.computeIfPresent(
        key,
        (same, stored) -> {
          ArchivedObject it = stored.object();
          return new Stored(
              new ArchivedObject(key, it.size(), it.storedAt(), storageClass),
              stored.content(),
              stored.lines());
        });
  }

  /** Whatever should not happen to an object. */
  void damage(String key, byte[] content) {
    objects.computeIfPresent(
        key,
        (same, stored) -> {
          Upload it = stored.content();
          return new Stored(
              new ArchivedObject(key, content.length, stored.object().storedAt(), "STANDARD"),
              new Upload(
                  key, List.of(content), it.contentType(), it.contentEncoding(), it.metadata()),
              stored.lines());
        });
  }

  @Override
  public void close() {}

  private void arrive() {
    if (callsUntil-- == 0) {
      meanwhile.run();
    }
  }

  private Optional<ArchiveManifest> manifest(ArchivedObject object) {
    return Optional.ofNullable(manifests.get(ArchiveManifest.keyOf(object.key())))
        .filter(manifest -> manifest.describes(object));
  }

  private void change(Runnable change) {
    change.run();
    observers.forEach(Runnable::run);
  }

  private void store(Upload object) {
    if (object.key().startsWith("manifests/")) {
      storeManifest(object);
    } else {
      storeLines(object);
    }
  }

  private void storeLines(Upload object) {
    List<String> content = Records.lines(object);
    assertThat(object.metadata()).containsEntry("records", Integer.toString(content.size()));
    Instant now = clock.instant();
    ArchivedObject listed = new ArchivedObject(object.key(), object.size(), now, "STANDARD");
    Stored before = objects.put(object.key(), new Stored(listed, object, content));
    if (before != null) {
      assertThat(content).as("object %s when repeated", object.key()).isEqualTo(before.lines());
    }
    if (!ObjectGroup.isMerged(object.key())) {
      cuts.add(object);
      archived.addAll(content);
    }
  }

  private void storeManifest(Upload object) {
    ArchiveManifest manifest = ManifestJson.read(object.parts().get(0)).orElseThrow();
    if (manifest.replaces().isEmpty()) {
      assertThat(objects.get(manifest.key()).lines()).hasSize((int) manifest.records());
    }
    ArchiveManifest before = manifests.put(object.key(), manifest);
    if (before != null) {
      assertThat(manifest).as("manifest %s when repeated", object.key()).isEqualTo(before);
    }
  }

  private static byte[] bytes(Upload upload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    upload.parts().forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
