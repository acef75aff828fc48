package dev.tailrace.sinks.s3;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.core.SinkUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Merges the small objects of an hour into larger ones, byte for byte, and deletes them a day
 * later. It may be killed anywhere and several may run at once: whoever reads the archive finds
 * each record once at any time.
 *
 * <p>A merged object's manifest names the objects that it replaces and is stored first. Storing the
 * object itself then is the one step that changes what readers see; see {@link Replacements}.
 */
public final class Compactor implements AutoCloseable {

  /** Reads up to which offset the sink has stored each partition for good. */
  interface Offsets {
    /**
     * @throws SinkUnavailableException if Kafka does not answer or refuses
     */
    Map<TopicPartition, Long> committed() throws SinkUnavailableException;
  }

  private interface Deed {
    void with(HourPlan plan) throws SinkUnavailableException;
  }

  private final ArchiveBucket bucket;
  private final Offsets offsets;
  private final CompactionPolicy policy;
  private final InstantSource clock;

  Compactor(ArchiveBucket bucket, Offsets offsets, CompactionPolicy policy, InstantSource clock) {
    this.bucket = bucket;
    this.offsets = offsets;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * A compactor of the archive that the sink of this Kafka fills. Connects to nothing yet.
   *
   * @param anyAge whether also what was stored more than two days ago is merged, which then expires
   *     that much later
   * @param clock tells which hours are over
   */
  public static Compactor create(
      S3Config config, KafkaConfig kafka, boolean anyAge, InstantSource clock) {
    CompactionPolicy policy = CompactionPolicy.of(config);
    return new Compactor(
        new S3Bucket(config),
        new CommittedOffsets(kafka),
        anyAge ? policy.forAnyAge() : policy,
        clock);
  }

  /**
   * Merges what is to be merged, and deletes what was merged more than a day ago.
   *
   * @param query which hours of which categories; what else it says has no meaning here
   * @throws SinkUnavailableException if the store or Kafka does not answer or refuses
   * @throws SdkException if the store does not let itself be read
   */
  public void run(ArchiveQuery query, CompactionListener listener) throws SinkUnavailableException {
    eachHour(query, plan -> carryOut(plan, listener));
  }

  /** Tells what {@link #run} would do, as far as that is seen without opening an object. */
  public void preview(ArchiveQuery query, CompactionListener listener)
      throws SinkUnavailableException {
    eachHour(
        query,
        plan -> {
          plan.merges().forEach(merge -> listener.merged(merge.manifest()));
          plan.needless().forEach(listener::deleted);
        });
  }

  private void eachHour(ArchiveQuery query, Deed deed) throws SinkUnavailableException {
    HourPlanner planner = new HourPlanner(policy, offsets.committed(), clock.instant());
    for (Category category : new TreeSet<>(query.categories())) {
      Iterator<List<ArchivedObject>> hours =
          new HourByHour(bucket.list(category, query).iterator());
      while (hours.hasNext()) {
        deed.with(planner.plan(hours.next(), bucket::describe));
      }
    }
  }

  private void carryOut(HourPlan plan, CompactionListener listener)
      throws SinkUnavailableException {
    for (Merge merge : plan.merges()) {
      carryOut(merge, listener);
    }
    for (ArchivedObject object : plan.needless()) {
      delete(object);
      listener.deleted(object);
    }
  }

  /**
   * The manifest goes first: as long as the object is listed, its deletion is done again. That of a
   * merged object stays, so that whoever has just listed it still learns that it does not count.
   */
  private void delete(ArchivedObject object) throws SinkUnavailableException {
    if (!ObjectGroup.isMerged(object.key())) {
      bucket.delete(ArchiveManifest.keyOf(object.key()));
    }
    bucket.delete(object.key());
  }

  private void carryOut(Merge merge, CompactionListener listener) throws SinkUnavailableException {
    List<ArchiveManifest> whole = new ArrayList<>();
    List<byte[]> frames = new ArrayList<>();
    for (ArchiveManifest original : merge.originals()) {
      Optional<byte[]> content = bucket.read(original.key());
      if (content.isPresent() && Merge.isWhole(original, content.get())) {
        whole.add(original);
        frames.add(content.get());
      } else if (content.isPresent()) {
        listener.damaged(original.key());
      }
    }
    if (whole.size() > 1) {
      ArchiveManifest merged = new Merge(merge.hour(), whole).manifest();
      for (Upload upload : new ArchiveObject(merged, frames).uploads().toList()) {
        bucket.put(upload);
      }
      listener.merged(merged);
    }
  }

  @Override
  public void close() {
    bucket.close();
  }
}
