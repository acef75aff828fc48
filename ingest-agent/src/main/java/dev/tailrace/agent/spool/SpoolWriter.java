package dev.tailrace.agent.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the spool. What has come while it was writing is written next as one
 * group, with one sync for each tenant in it.
 */
final class SpoolWriter {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolWriter.class);
  private static final int MOST_WAITING = 256;
  private static final int MOST_IN_GROUP = 64;
  private static final long SWEEP_MILLIS = 500;
  private static final long PURGE_MILLIS = 60_000;
  private static final long WAIT_MILLIS = 50;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final SpoolFiles files;
  private final List<TenantSpool> tenants;
  private final ToLongFunction<Path> saved;
  private final SpoolMetrics metrics;
  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = new Thread(this::run, "tailrace-agent-spool");
  private volatile boolean closing;
  private volatile @Nullable String problem;
  private long nextSweep;
  private long nextPurge;

  SpoolWriter(
      SpoolFiles files,
      List<TenantSpool> tenants,
      ToLongFunction<Path> saved,
      SpoolMetrics metrics) {
    this.files = files;
    this.tenants = tenants;
    this.saved = saved;
    this.metrics = metrics;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  @Nullable String problem() {
    return problem;
  }

  /** Whether it takes the batch; if not, too many are waiting. */
  boolean offer(Batch batch) {
    if (closing || !queue.offer(batch)) {
      return false;
    }
    // The thread may have ended meanwhile; then nobody takes it.
    return thread.isAlive() || !queue.remove(batch);
  }

  private void run() {
    try {
      while (!closing || !queue.isEmpty()) {
        Batch first = queue.poll(closing ? 0 : WAIT_MILLIS, TimeUnit.MILLISECONDS);
        long now = System.currentTimeMillis();
        if (first != null) {
          write(group(first), now);
        }
        if (now >= nextSweep || now < nextSweep - SWEEP_MILLIS) {
          nextSweep = now + SWEEP_MILLIS;
          sweep(now);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closing = true;
      queue.forEach(SpoolWriter::refuse);
      tenants.forEach(TenantSpool::close);
    }
  }

  private static void refuse(Batch batch) {
    batch.tenant().settled(batch.lines().length);
    batch.answer().complete(Stored.FAILED);
  }

  private Map<TenantSpool, List<Batch>> group(Batch first) {
    List<Batch> batches = new ArrayList<>();
    batches.add(first);
    queue.drainTo(batches, MOST_IN_GROUP);
    Map<TenantSpool, List<Batch>> byTenant = new LinkedHashMap<>();
    for (Batch batch : batches) {
      byTenant.computeIfAbsent(batch.tenant(), tenant -> new ArrayList<>()).add(batch);
    }
    return byTenant;
  }

  private void write(Map<TenantSpool, List<Batch>> group, long now) {
    group.forEach(
        (tenant, batches) -> {
          Stored stored = write(tenant, batches, now);
          tenant.settled(batches.stream().mapToLong(batch -> batch.lines().length).sum());
          batches.forEach(batch -> batch.answer().complete(stored));
        });
  }

  private Stored write(TenantSpool tenant, List<Batch> batches, long now) {
    long begun = System.nanoTime();
    try {
      tenant.append(batches.stream().map(Batch::lines).toList(), now);
      metrics.syncSeconds.observe((System.nanoTime() - begun) / 1e9);
      problem = null;
      return Stored.STORED;
    } catch (IOException | RuntimeException e) {
      failed(e);
      return Stored.FAILED;
    }
  }

  private void failed(Exception e) {
    if (problem == null) {
      LOG.atError()
          .addKeyValue("reason", e.toString())
          .log("cannot write the spool; refuses lines until it can");
    }
    problem = "cannot write the spool: " + e.getMessage();
  }

  private void sweep(long now) {
    boolean broken = problem != null;
    boolean well = true;
    for (TenantSpool tenant : tenants) {
      well &= sweep(tenant, broken, now);
    }
    if (now >= nextPurge) {
      nextPurge = now + PURGE_MILLIS;
      purge(now);
    }
    if (broken && well) {
      problem = null;
      LOG.atInfo().log("the spool can be written again");
    }
    measure(now);
  }

  private boolean sweep(TenantSpool tenant, boolean broken, long now) {
    try {
      tenant.sweep(saved, now);
      if (broken) {
        tenant.probe();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      failed(e);
      return false;
    }
  }

  private void purge(long now) {
    try {
      files.purge(Instant.ofEpochMilli(now));
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private void measure(long now) {
    long oldest = now;
    for (TenantSpool tenant : tenants) {
      metrics.bytes.labels(tenant.name()).set((double) tenant.bytes());
      oldest = Math.min(oldest, tenant.oldest(now));
    }
    metrics.oldestSeconds.set((now - oldest) / 1e3);
  }

  void close() {
    closing = true;
    try {
      thread.join(CLOSING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
