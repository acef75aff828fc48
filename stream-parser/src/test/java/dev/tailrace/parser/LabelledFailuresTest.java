package dev.tailrace.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.schemas.Json;
import dev.tailrace.schemas.LogEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Real logs of failed jobs, in which somebody has marked why they failed: the line the parser ranks
 * highest is that line.
 */
class LabelledFailuresTest {
  private static final String SOURCE = "#=SOURCE=#";
  private static final String MATCH = "#=MATCH=# ";

  private final LineParser parser = new LineParser(ParserConfig.defaults());

  /** The number of the line that ranks highest. */
  private int top(List<String> lines) {
    SourceState state = new SourceState();
    int rank = 0;
    int top = -1;
    for (int i = 0; i < lines.size(); i++) {
      LogEvent event =
          parser.parse(Lines.raw(lines.get(i).getBytes(UTF_8), Lines.JOB, state.memory));
      if (event.failureRank() > 0 && event.failureRank() >= rank) {
        rank = event.failureRank();
        top = i;
      }
    }
    return top;
  }

  private boolean findsMarkedLine(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    int marked = -2;
    for (String line : Files.readString(file, UTF_8).split("\n", -1)) {
      if (line.startsWith(MATCH)) {
        marked = lines.size();
        lines.add(line.substring(MATCH.length()).replace("\u2039", "").replace("\u203a", ""));
      } else if (!line.startsWith(SOURCE)) {
        lines.add(line);
      }
    }
    return top(lines) == marked;
  }

  private boolean findsOneOfTheErrors(Path labels) throws IOException {
    Set<String> errors = new HashSet<>();
    for (JsonNode error : Json.MAPPER.readTree(labels.toFile()).path("errors")) {
      errors.add(error.path("line").asText().strip());
    }
    Path log =
        labels.resolveSibling(labels.getFileName().toString().replace(".logview.json", ".log.gz"));
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(log)))) {
      List<String> lines = List.of(new String(in.readAllBytes(), UTF_8).split("\r?\n", -1));
      int top = top(lines);
      String found = top < 0 ? "" : lines.get(top);
      String said = found.startsWith("[") ? found.substring(found.indexOf(']') + 1) : found;
      return errors.contains(said.strip()) || errors.contains(found.strip());
    }
  }

  @Test
  void ranksTheMarkedLineHighestInNineOfTenLogs() throws IOException {
    List<String> missed = new ArrayList<>();
    int logs = 0;
    try (Stream<Path> files = Files.walk(Corpus.data("gha-pytorch"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".txt")).toList()) {
        if (!Files.readString(file, UTF_8).contains(MATCH)) {
          continue; // nobody has marked why it failed
        }
        logs++;
        if (!findsMarkedLine(file)) {
          missed.add(file.getFileName().toString());
        }
      }
    }
    try (Stream<Path> files = Files.walk(Corpus.data("taskcluster-mozilla"))) {
      for (Path file : files.filter(path -> path.toString().endsWith("logview.json")).toList()) {
        logs++;
        if (!findsOneOfTheErrors(file)) {
          missed.add(file.getFileName().toString());
        }
      }
    }

    assertThat(logs).isGreaterThan(20);
    assertThat(missed.size() * 10)
        .as("missed of " + logs + ": " + missed)
        .isLessThanOrEqualTo(logs);
  }
}
