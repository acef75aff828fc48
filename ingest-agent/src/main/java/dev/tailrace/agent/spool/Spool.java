package dev.tailrace.agent.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps lines on disk until Kafka has them. A tenant's lines are in {@code <tenant>/<sequence>
 * .ndjson} beneath the spool's directory; the agent follows these files. A segment is cleared away
 * when the agent has saved that every line of it is acknowledged.
 *
 * <p>Bounded: each tenant has an equal share of the space, and few requests wait to be written.
 */
public final class Spool implements AutoCloseable {
  private static final long RECENT_MILLIS = 30_000;

  private final Map<String, TenantSpool> tenants = new LinkedHashMap<>();
  private final SpoolWriter writer;

  private Spool(
      SpoolFiles files,
      Collection<TenantSpool> spools,
      ToLongFunction<Path> saved,
      SpoolMetrics metrics) {
    spools.forEach(spool -> tenants.put(spool.name(), spool));
    writer = new SpoolWriter(files, List.copyOf(spools), saved, metrics);
  }

  /**
   * Takes over what is there and begins to write. Lines of tenants that have none any more are kept
   * until they are sent.
   *
   * @param directory the spool's own
   * @param names of the tenants
   * @param saved how far the agent's saved checkpoint is in a file, in bytes; negative if nowhere
   * @throws IOException if the directory cannot be used
   */
  public static Spool open(
      Path directory,
      Set<String> names,
      SpoolSettings settings,
      ToLongFunction<Path> saved,
      SpoolMetrics metrics)
      throws IOException {
    return open(directory, names, settings, saved, metrics, Disk.REAL);
  }

  static Spool open(
      Path directory,
      Set<String> names,
      SpoolSettings settings,
      ToLongFunction<Path> saved,
      SpoolMetrics metrics,
      Disk disk)
      throws IOException {
    SpoolFiles files = new SpoolFiles(directory);
    Set<String> all = new TreeSet<>(names);
    all.addAll(tenantsIn(directory));
    long share = settings.maxBytes() / Math.max(1, names.size());
    Map<String, TenantSpool> spools = new LinkedHashMap<>();
    for (String name : all) {
      TenantSpool spool = new TenantSpool(name, files, disk, settings.within(share), share);
      spool.recover(saved);
      spools.put(name, spool);
    }
    Spool spool = new Spool(files, spools.values(), saved, metrics);
    spool.writer.start();
    return spool;
  }

  /** The tenants that have a folder in a spool's directory, also former ones. */
  public static List<String> tenantsIn(Path directory) throws IOException {
    return SpoolFiles.tenants(directory);
  }

  /** The pattern of the files that hold a tenant's lines. */
  public static String pattern(Path directory, String tenant) {
    return directory.resolve(tenant).resolve("*" + SpoolFiles.SUFFIX).toString();
  }

  /**
   * Stores lines.
   *
   * @param lines each ends with a newline; are not to be changed any more
   * @return completes once they are durable or will not be; never exceptionally
   */
  public CompletableFuture<Stored> append(String tenant, byte[] lines) {
    TenantSpool spool = tenants.get(tenant);
    if (spool == null) {
      throw new IllegalArgumentException("no tenant " + tenant);
    }
    if (lines.length > spool.share()) {
      return CompletableFuture.completedFuture(Stored.TOO_LARGE);
    }
    if (!spool.reserve(lines.length)) {
      return CompletableFuture.completedFuture(Stored.FULL);
    }
    Batch batch = new Batch(spool, lines, new CompletableFuture<>());
    if (!writer.offer(batch)) {
      spool.settled(lines.length);
      return CompletableFuture.completedFuture(Stored.BUSY);
    }
    return batch.answer();
  }

  /** Whether a tenant's share is used up, so that nothing more of it can be stored now. */
  public boolean full(String tenant) {
    TenantSpool spool = tenants.get(tenant);
    return spool != null && spool.full();
  }

  /** The tenants whose lines did not fit within the last half minute. */
  public List<String> fullTenants() {
    long since = System.currentTimeMillis() - RECENT_MILLIS;
    return tenants.values().stream()
        .filter(tenant -> tenant.full() || tenant.lastFull() > since)
        .map(TenantSpool::name)
        .toList();
  }

  /** Bytes on disk whose lines Kafka may not have. */
  public long bytes() {
    return tenants.values().stream().mapToLong(TenantSpool::bytes).sum();
  }

  /** Why nothing can be stored now; null if it can. */
  public @Nullable String problem() {
    return writer.problem();
  }

  /** Writes what is waiting, and no more. */
  @Override
  public void close() {
    writer.close();
  }
}
