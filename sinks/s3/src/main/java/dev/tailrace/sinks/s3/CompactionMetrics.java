package dev.tailrace.sinks.s3;

import io.prometheus.client.Collector;
import io.prometheus.client.Counter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, and logs, what a compactor does while nobody looks on. */
final class CompactionMetrics extends Collector implements CompactionListener {
  private static final Logger LOG = LoggerFactory.getLogger(CompactionMetrics.class);

  private final Counter originals =
      counter("merged_objects", "Small objects of the archive whose place a larger one has taken");
  private final Counter bytes = counter("merged_bytes", "Bytes of these objects");
  private final Counter deleted =
      counter("deleted_objects", "Objects that were deleted after they were merged");
  private final Counter damaged =
      counter("damaged_objects", "Times that an object was not what its manifest says");
  private final Counter failures =
      counter("compaction_failures", "Compactions that ended early; the next one goes on");

  private static Counter counter(String name, String help) {
    return Counter.build("tailrace_archive_" + name + "_total", help).create();
  }

  @Override
  public void merged(ArchiveManifest merged) {
    originals.inc(merged.replaces().size());
    bytes.inc((double) merged.bytes());
    LOG.atInfo()
        .addKeyValue("key", merged.key())
        .addKeyValue("objects", merged.replaces().size())
        .addKeyValue("bytes", merged.bytes())
        .addKeyValue("records", merged.records())
        .log("objects merged");
  }

  @Override
  public void deleted(ArchivedObject object) {
    deleted.inc();
  }

  @Override
  public void damaged(String key) {
    damaged.inc();
    LOG.atWarn().addKeyValue("key", key).log("the object is not what its manifest says");
  }

  void failed(Exception e) {
    failures.inc();
    LOG.atWarn()
        .addKeyValue("reason", e.getMessage())
        .log("the archive cannot be compacted; will try again");
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>();
    for (Counter counter : List.of(originals, bytes, deleted, damaged, failures)) {
      families.addAll(counter.collect());
    }
    return families;
  }
}
