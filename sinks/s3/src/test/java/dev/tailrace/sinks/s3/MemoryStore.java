package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.sinks.core.SinkUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bucket in memory. An object may be overwritten only by one that has the same lines. */
final class MemoryStore implements ObjectStore {
  private final Faults faults;
  private final Map<String, List<String>> lines = new TreeMap<>();

  MemoryStore(Faults faults) {
    this.faults = faults;
  }

  @Override
  public void put(ArchiveObject object) throws SinkUnavailableException {
    faults.call(() -> store(object));
  }

  List<String> keys() {
    return List.copyOf(lines.keySet());
  }

  List<String> lines() {
    List<String> all = new ArrayList<>();
    lines.values().forEach(all::addAll);
    return all;
  }

  @Override
  public void close() {}

  private void store(ArchiveObject object) {
    List<String> content = Records.lines(object);
    assertThat(content).hasSize((int) object.records());
    List<String> before = lines.put(object.key(), content);
    if (before != null) {
      assertThat(content).as("object %s when repeated", object.key()).isEqualTo(before);
    }
  }
}
