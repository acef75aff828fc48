package dev.tailrace.agent.kafka;

/**
 * How many bytes of records make a batch of the wanted size once they are compressed, by how well
 * they were compressed before.
 */
final class BatchSize {
  private static final double WEIGHT_OF_THE_LAST = 0.1;

  /** No batch is larger before compression than so many times the wanted size. */
  private static final int MOST = 3;

  private final int wanted;
  private double ratio = 1;

  /**
   * @param wanted of a compressed batch, in bytes
   */
  BatchSize(int wanted) {
    this.wanted = wanted;
  }

  void learn(int uncompressed, int compressed) {
    if (uncompressed > 0) {
      ratio += WEIGHT_OF_THE_LAST * ((double) compressed / uncompressed - ratio);
    }
  }

  /** How many bytes to collect, at least the wanted size. */
  int uncompressed() {
    return (int) (wanted * Math.min(MOST, Math.max(1, 1 / ratio)));
  }
}
