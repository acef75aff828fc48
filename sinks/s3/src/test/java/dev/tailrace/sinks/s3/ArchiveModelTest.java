package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.sinks.s3.ArchiveSteps.Step;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens between, each record ends in the archive once. */
class ArchiveModelTest {
  @Property(tries = 1500)
  void archivesEveryRecordOnceWhateverHappens(
      @ForAll("steps") List<Step> steps, @ForAll boolean flushOnClose) {
    Archive archive = new Archive(flushOnClose);

    steps.forEach(step -> step.on(archive));
    archive.faults.clear();
    archive.drain();

    List<String> expected = archive.logs.stream().flatMap(log -> log.values().stream()).toList();
    assertThat(archive.store.lines()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(archive.store.described()).isEqualTo(archive.store.keys());
    archive.committed.forEach(
        (partition, offset) -> {
          assertThat(offset.offset()).isEqualTo(archive.logs.get(partition.partition()).end());
          assertThat(offset.metadata()).isEmpty();
        });
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return ArchiveSteps.any().list().ofMaxSize(80);
  }
}
