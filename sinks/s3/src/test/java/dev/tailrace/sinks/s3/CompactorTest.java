package dev.tailrace.sinks.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.sinks.core.Sink.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CompactorTest {
  private static final Duration QUIET = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofDays(1);
  private static final Duration MOST_AGE = Duration.ofDays(2);
  private static final String MERGED =
      "job-execution/dt=2026-11-23/hour=07/logs\\.job-execution-merged-[0-9a-f]{32}\\.ndjson\\.zst";

  private final Archive archive = new Archive();
  private long targetBytes = 1 << 20;

  @Test
  void mergesTheObjectsOfAnHourThatIsOverAndQuietByteForByte() throws Exception {
    crumbs(3);
    List<String> originals = archive.store.keys();
    List<String> lines = archive.store.lines();
    byte[] bytes = bytesOf(originals);
    archive.pass(Duration.ofHours(2));

    Deeds deeds = compact();

    ArchiveManifest merged = deeds.merged.get(0);
    assertThat(merged.key()).matches(MERGED);
    assertThat(merged.replaces()).extracting("key").isEqualTo(originals);
    assertThat(bytesOf(List.of(merged.key()))).isEqualTo(bytes);
    assertThat(merged.bytes()).isEqualTo(bytes.length);
    assertThat(merged.records()).isEqualTo(lines.size());
    assertThat(counting()).containsExactly(merged.key());
    assertThat(archive.store.lines(objects(merged.key()))).isEqualTo(lines);
    assertThat(deeds.deleted).isEmpty();
  }

  @Test
  void deletesWhatWasMergedADayLater() throws Exception {
    crumbs(3);
    List<String> originals = archive.store.keys();
    archive.pass(Duration.ofHours(2));
    compact();

    archive.pass(GRACE.minusSeconds(1));
    assertThat(compact().deleted).isEmpty();
    archive.pass(Duration.ofSeconds(1));
    assertThat(compact().deleted).isEqualTo(originals);

    assertThat(archive.store.keys()).singleElement().asString().matches(MERGED);
    assertThat(archive.store.described()).isEqualTo(archive.store.keys());
    assertThat(compact().deleted).isEmpty();
  }

  @Test
  void waitsForTheHoursEndAndForQuiet() throws Exception {
    crumbs(2); // at a quarter past seven
    archive.pass(Duration.ofMinutes(44));
    assertThat(compact().merged).isEmpty();
    archive.pass(Duration.ofMinutes(1)); // the hour is over, a crumb 45 minutes old
    assertThat(compact().merged).isEmpty();
    archive.pass(Duration.ofMinutes(10));
    crumbs(1);
    archive.pass(Duration.ofMinutes(59));
    assertThat(compact().merged).isEmpty();

    archive.pass(Duration.ofMinutes(1));
    assertThat(compact().merged).singleElement().extracting("records").isEqualTo(3L);
  }

  @Test
  void leavesWhatTheSinkMayStoreAgain() throws Exception {
    crumbs(3);
    archive.pass(Duration.ofHours(2));
    var third = Records.partition(0);
    long end = archive.committed.get(third).offset();

    assertThat(compact(Map.of()).merged).isEmpty();
    assertThat(compact(Map.of(third, end - 1)).merged)
        .singleElement()
        .extracting("records")
        .isEqualTo(2L);
  }

  @Test
  void mergesWhatComesLateByItself() throws Exception {
    crumbs(2);
    archive.pass(Duration.ofHours(2));
    compact();
    crumbs(1);
    archive.pass(Duration.ofHours(2));
    assertThat(compact().merged).isEmpty();
    crumbs(1);
    archive.pass(Duration.ofHours(2));

    assertThat(compact().merged).singleElement().extracting("records").isEqualTo(2L);
    assertThat(counting()).hasSize(2).allMatch(ObjectGroup::isMerged);
  }

  @Test
  void fillsObjectsUpToTheTargetAndSparesWhatIsHalfAsLarge() throws Exception {
    crumbs(6);
    long one = archive.store.listed().get(0).size();
    archive.pass(Duration.ofHours(2));

    targetBytes = one * 4 - 1;
    assertThat(compact().merged).extracting("records").containsExactly(3L, 3L);
  }

  @Test
  void sparesWhatIsMoreThanHalfAsLargeAsTheTarget() throws Exception {
    crumbs(6);
    archive.pass(Duration.ofHours(2));

    targetBytes = archive.store.listed().get(0).size() * 2 - 1;
    assertThat(compact().merged).isEmpty();
  }

  @Test
  void mergesEachCompressionForItself() throws Exception {
    crumbs(2);
    archive.restartWith(Compression.GZIP);
    crumbs(2);
    List<String> lines = archive.store.lines();
    archive.pass(Duration.ofHours(2));

    assertThat(compact().merged)
        .extracting(merged -> Compression.ofKey(merged.key()).orElseThrow())
        .containsExactly(Compression.ZSTD, Compression.GZIP);
    archive.pass(GRACE);
    compact();
    assertThat(archive.store.lines()).containsExactlyInAnyOrderElementsOf(lines);
  }

  @Test
  void leavesWhatIsOldUnlessAskedForIt() throws Exception {
    crumbs(2);
    archive.pass(MOST_AGE.plusSeconds(1));
    assertThat(compact().merged).isEmpty();

    CompactionPolicy policy = policy().forAnyAge();
    Deeds deeds = new Deeds();
    compactor(policy, committed()).run(Records.EVERYTHING, deeds);
    assertThat(deeds.merged).hasSize(1);
  }

  @Test
  void touchesNothingInGlacier() throws Exception {
    crumbs(4);
    List<String> keys = archive.store.keys();
    archive.store.changeClass(keys.get(0), "GLACIER");
    archive.pass(Duration.ofHours(2));
    assertThat(compact().merged.get(0).replaces()).extracting("key").isEqualTo(keys.subList(1, 4));

    archive.store.changeClass(keys.get(1), "GLACIER");
    archive.pass(GRACE);
    assertThat(compact().deleted).isEqualTo(keys.subList(2, 4));
  }

  @Test
  void leavesWhatIsNotWhatItsManifestSays() throws Exception {
    crumbs(3);
    String damaged = archive.store.keys().get(1);
    byte[] flipped = bytesOf(List.of(damaged));
    flipped[flipped.length - 1] ^= 1; // zstd's checksum
    archive.store.damage(damaged, flipped);
    String longer = archive.store.keys().get(2);
    crumbs(1);
    archive.store.damage(longer, "{}\n".getBytes(UTF_8));
    archive.pass(Duration.ofHours(2));

    Deeds deeds = compact();

    assertThat(deeds.damaged).containsExactly(damaged);
    assertThat(deeds.merged.get(0).replaces())
        .extracting("key")
        .doesNotContain(damaged, longer)
        .hasSize(2);
    assertThat(counting()).contains(damaged, longer);
  }

  @Test
  void leavesAnHourAloneWhereAMergedObjectHasLostItsManifest() throws Exception {
    crumbs(2);
    archive.pass(Duration.ofHours(2));
    String merged = compact().merged.get(0).key();
    archive.pass(GRACE);
    compact();
    archive.store.delete(ArchiveManifest.keyOf(merged));
    crumbs(2);
    archive.pass(GRACE.plus(GRACE));

    Deeds deeds = compact();

    assertThat(deeds.merged).isEmpty();
    assertThat(deeds.deleted).isEmpty();
    assertThat(counting()).hasSize(3).contains(merged);
  }

  @Test
  void leavesObjectsOfOthers() throws Exception {
    crumbs(2);
    String foreign = "job-execution/dt=2026-11-23/hour=07/notes.ndjson.zst";
    Upload some = archive.store.upload(archive.store.keys().get(0));
    archive.store.put(
        new Upload(foreign, some.parts(), some.contentType(), "zstd", some.metadata()));
    archive.pass(Duration.ofHours(2));
    compact();
    archive.pass(GRACE);
    compact();

    assertThat(archive.store.keys()).hasSize(2).contains(foreign);
  }

  @Test
  void previewsWithoutChangingAnything() throws Exception {
    crumbs(3);
    List<String> keys = archive.store.keys();
    archive.pass(Duration.ofHours(2));
    Deeds preview = new Deeds();

    compactor(policy(), committed()).preview(Records.EVERYTHING, preview);

    assertThat(archive.store.keys()).isEqualTo(keys);
    assertThat(preview.merged).isEqualTo(compact().merged);
  }

  @Test
  void theRepeatedCutOfASinkThatDiedIsLeftUntilItIsCommitted() throws Exception {
    crumbs(1);
    archive.logs.get(1).append(Records.FILED_AT);
    archive.fetchAll();
    archive.faults.plan(Faults.Fault.CRASH_BEFORE, 3); // intent, object, manifest, then the end
    archive.write(Moment.LAST);
    assertThat(archive.store.keys()).hasSize(2);
    archive.pass(Duration.ofHours(2));
    assertThat(compact().merged).isEmpty();

    archive.faults.clear();
    archive.drain(); // stores the second object once more
    archive.pass(Duration.ofHours(2));
    assertThat(compact().merged).singleElement().extracting("records").isEqualTo(2L);
  }

  /** Objects of one line each, filed under a quarter past seven and stored now. */
  private void crumbs(int count) {
    for (int i = 0; i < count; i++) {
      archive.logs.get(0).append(Records.FILED_AT);
      archive.fetchAll();
      archive.write(Moment.LAST);
    }
  }

  private CompactionPolicy policy() {
    return new CompactionPolicy(targetBytes, QUIET, GRACE, MOST_AGE);
  }

  private Map<TopicPartition, Long> committed() {
    return archive.committed.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private Compactor compactor(CompactionPolicy policy, Map<TopicPartition, Long> committed) {
    return new Compactor(archive.store, () -> committed, policy, archive::now);
  }

  private Deeds compact() throws Exception {
    return compact(committed());
  }

  private Deeds compact(Map<TopicPartition, Long> committed) throws Exception {
    Deeds deeds = new Deeds();
    compactor(policy(), committed).run(Records.EVERYTHING, deeds);
    return deeds;
  }

  private List<String> counting() {
    return Replacements.counting(archive.store.listed(), archive.store::described).stream()
        .map(ArchivedObject::key)
        .toList();
  }

  private List<ArchivedObject> objects(String key) {
    return archive.store.listed().stream().filter(object -> object.key().equals(key)).toList();
  }

  private byte[] bytesOf(List<String> keys) {
    List<byte[]> parts = new ArrayList<>();
    keys.forEach(key -> parts.add(archive.store.read(key).orElseThrow()));
    byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
