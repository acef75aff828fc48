package dev.tailrace.sinks.s3;

/** Told what a compactor has done, or would do. */
public interface CompactionListener {

  /**
   * Objects were merged, and the merged one has taken their place.
   *
   * @param merged its manifest, which names them
   */
  void merged(ArchiveManifest merged);

  /** An object was deleted: other objects have all of its records. */
  void deleted(ArchivedObject object);

  /**
   * An object cannot be merged, as it is not what its manifest says. It stays as it is.
   *
   * @param key the object's
   */
  void damaged(String key);
}
