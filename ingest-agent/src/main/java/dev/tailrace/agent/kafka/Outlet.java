package dev.tailrace.agent.kafka;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One partition: the batch that is being filled, and the lane of those that were. */
final class Outlet<R extends Receipt> {
  private final Lane lane;
  private final OpenBatch open = new OpenBatch();
  private @Nullable R receipt;

  Outlet(Lane lane) {
    this.lane = lane;
  }

  OpenBatch open() {
    return open;
  }

  /** The receipt of the batch that is being filled. */
  R receipt(Supplier<R> receipts) {
    R current = receipt;
    if (current == null) {
      current = receipts.get();
      receipt = current;
    }
    return current;
  }

  /** Puts what was filled onto the lane, and has it compressed. */
  void seal(Compressor compressor) {
    R current = receipt;
    if (current == null) {
      throw new IllegalStateException("nothing was added");
    }
    receipt = null;
    SealedBatch sealed = open.seal(compressor.records(), current);
    lane.add(sealed);
    compressor.compress(sealed);
  }
}
