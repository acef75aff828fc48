package dev.tailrace.agent;

import java.nio.file.Path;
import java.util.Map;

/**
 * The checkpoint as it is to be saved.
 *
 * @param file what {@link CheckpointJson} makes of it
 * @param offsets how far each file is acknowledged, by path; see {@link Checkpoint#offsets}
 */
@SuppressWarnings("ArrayRecordComponent") // is written, never compared
record Snapshot(byte[] file, Map<Path, Long> offsets) {

  /** Of a checkpoint that is complete. */
  static Snapshot of(Checkpoint checkpoint) {
    return new Snapshot(CheckpointJson.write(checkpoint), checkpoint.offsets());
  }
}
