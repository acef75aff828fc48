package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bucket in memory. An object may be overwritten only by one that has the same lines, a manifest
 * only by itself.
 */
final class MemoryStore implements ObjectStore {
  private final Faults faults;
  private final Map<String, List<String>> lines = new TreeMap<>();
  private final Map<String, ArchiveManifest> manifests = new TreeMap<>();

  MemoryStore(Faults faults) {
    this.faults = faults;
  }

  @Override
  public void put(Upload object) throws SinkUnavailableException {
    faults.call(() -> store(object));
  }

  /** The objects, without their manifests. */
  List<String> keys() {
    return List.copyOf(lines.keySet());
  }

  /** The objects that have a manifest. */
  List<String> described() {
    return manifests.values().stream().map(ArchiveManifest::key).toList();
  }

  List<String> lines() {
    List<String> all = new ArrayList<>();
    lines.values().forEach(all::addAll);
    return all;
  }

  @Override
  public void close() {}

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
    List<String> before = lines.put(object.key(), content);
    if (before != null) {
      assertThat(content).as("object %s when repeated", object.key()).isEqualTo(before);
    }
  }

  private void storeManifest(Upload object) {
    ArchiveManifest manifest = ManifestJson.read(object.parts().get(0)).orElseThrow();
    assertThat(lines.get(manifest.key())).hasSize((int) manifest.records());
    ArchiveManifest before = manifests.put(object.key(), manifest);
    if (before != null) {
      assertThat(manifest).as("manifest %s when repeated", object.key()).isEqualTo(before);
    }
  }
}
