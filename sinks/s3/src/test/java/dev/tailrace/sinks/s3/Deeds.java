package dev.tailrace.sinks.s3;

import java.util.ArrayList;
import java.util.List;

/** What a compactor tells. */
final class Deeds implements CompactionListener {
  final List<ArchiveManifest> merged = new ArrayList<>();
  final List<String> deleted = new ArrayList<>();
  final List<String> damaged = new ArrayList<>();

  static CompactionListener ignored() {
    return new Deeds();
  }

  @Override
  public void merged(ArchiveManifest manifest) {
    merged.add(manifest);
  }

  @Override
  public void deleted(ArchivedObject object) {
    deleted.add(object.key());
  }

  @Override
  public void damaged(String key) {
    damaged.add(key);
  }
}
