package dev.tailrace.testing.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tailrace.schemas.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The truth as {@code truth.json}, written when a session ends in order. It also says how many
 * bytes the log files had then: where they have another size now, a session was cut short after it,
 * and the files alone know the truth.
 */
final class TruthFile {
  private final Path file;

  TruthFile(Path directory) {
    this.file = directory.resolve("truth.json");
  }

  /** The truth as it was kept, if it is that of files with so many bytes. */
  Optional<Truth> read(long bytes) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Document document = Json.MAPPER.readValue(Files.readAllBytes(file), Document.class);
      return document.bytes == bytes ? Optional.of(document.truth()) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  void write(Truth truth, long bytes) throws IOException {
    Path temporary = file.resolveSibling("truth.json.tmp");
    Files.write(temporary, Json.MAPPER.writeValueAsBytes(Document.of(truth, bytes)));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  record Count(Series series, long value) {}

  record Observed(Series series, Distribution distribution) {}

  record Document(
      long bytes, Map<String, Long> lines, List<Count> counters, List<Observed> distributions) {

    static Document of(Truth truth, long bytes) {
      return new Document(
          bytes,
          truth.lines(),
          truth.counters().entrySet().stream()
              .map(entry -> new Count(entry.getKey(), entry.getValue()))
              .toList(),
          truth.distributions().entrySet().stream()
              .map(entry -> new Observed(entry.getKey(), entry.getValue()))
              .toList());
    }

    Truth truth() {
      TreeMap<Series, Long> counts = new TreeMap<>();
      counters.forEach(count -> counts.put(count.series(), count.value()));
      TreeMap<Series, Distribution> observed = new TreeMap<>();
      distributions.forEach(o -> observed.put(o.series(), o.distribution()));
      return new Truth(new TreeMap<>(lines), counts, observed);
    }
  }
}
