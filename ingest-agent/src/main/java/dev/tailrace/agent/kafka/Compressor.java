package dev.tailrace.agent.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses batches, on a thread of its own while the next ones are filled: it is the larger half
 * of the work. Buffers are used again and again. What waits here is bounded by whoever fills.
 */
final class Compressor implements AutoCloseable {
  private static final int SPARE_BUFFERS = 6;
  private static final int LARGEST_KEPT = 2 << 20;

  private final Compression compression;
  private final int capacity;
  private final Runnable done;
  private final BlockingQueue<Encoded> spareRecords = new ArrayBlockingQueue<>(SPARE_BUFFERS);
  private final BlockingQueue<ByteBuffer> spareBatches = new ArrayBlockingQueue<>(SPARE_BUFFERS);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread compressing = new Thread(task, "tailrace-agent-compress");
            compressing.setDaemon(true);
            return compressing;
          });
  private volatile @Nullable Throwable failure;

  /**
   * @param capacity of a usual batch, in bytes
   * @param done called on the thread after each batch
   */
  Compressor(Compression compression, int capacity, Runnable done) {
    this.compression = compression;
    this.capacity = capacity;
    this.done = done;
  }

  /** An empty buffer for records. */
  Encoded records() {
    Encoded spare = spareRecords.poll();
    return spare == null ? new Encoded(4 << 10) : spare;
  }

  /** Compresses a batch, some time soon, in the order of the calls. */
  void compress(SealedBatch batch) {
    thread.execute(
        () -> {
          try {
            Encoded records = batch.takeRecords();
            batch.compressed(compression.type(), compressed(records));
            recycle(records);
          } catch (IOException | RuntimeException | Error e) {
            failure = e;
          }
          done.run();
        });
  }

  private ByteBuffer compressed(Encoded records) throws IOException {
    ByteBuffer spare = spareBatches.poll();
    ByteBufferOutputStream out =
        new ByteBufferOutputStream(spare == null ? ByteBuffer.allocate(capacity) : spare.clear());
    out.position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
    try (OutputStream stream = compression.wrapForOutput(out, RecordBatch.CURRENT_MAGIC_VALUE)) {
      stream.write(records.array(), 0, records.size());
    }
    return out.buffer().flip();
  }

  /** What a record that was larger than usual has left behind is not kept. */
  private void recycle(Encoded records) {
    if (records.array().length <= LARGEST_KEPT) {
      records.clear();
      boolean unused = spareRecords.offer(records);
    }
  }

  /** Takes back the buffer of a batch that nobody needs any more. */
  void recycle(ByteBuffer batch) {
    if (batch.capacity() <= LARGEST_KEPT) {
      boolean unused = spareBatches.offer(batch);
    }
  }

  /**
   * @throws IllegalStateException if a batch could not be compressed: a bug, or no memory
   */
  void check() {
    if (failure != null) {
      throw new IllegalStateException("a batch could not be compressed", failure);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
