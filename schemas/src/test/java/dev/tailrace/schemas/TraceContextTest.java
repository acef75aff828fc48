package dev.tailrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class TraceContextTest {
  private static final String VALUE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void writesWhatItHasRead() {
    assertThat(TraceContext.parse(VALUE).orElseThrow().traceparent()).isEqualTo(VALUE);
  }

  @Test
  void refusesIdsOfZeros() {
    String zeros = "0".repeat(16);

    assertThat(TraceContext.parse(VALUE.replace("b7ad6b7169203331", zeros))).isEmpty();
    assertThatThrownBy(() -> new TraceContext(zeros + zeros, "b7ad6b7169203331", "01"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void derivesTheSameIdsFromTheSameNames() {
    TraceContext job = TraceContext.derived("run 7/1", "job 8");

    assertThat(job).isEqualTo(TraceContext.derived("run 7/1", "job 8"));
    assertThat(TraceContext.derived("run 7/1", "job 9").traceId()).isEqualTo(job.traceId());
    assertThat(TraceContext.derived("run 7/1", "job 9").spanId()).isNotEqualTo(job.spanId());
    assertThat(TraceContext.derived("run 7/2", "job 8").traceId()).isNotEqualTo(job.traceId());
    assertThat(TraceContext.parse(job.traceparent())).contains(job);
  }

  @Test
  void agreesWithTheVectorsOfTheStandardsTests() throws IOException {
    Path vectors = Path.of("../../shared/data/trace-context/parse_vectors.jsonl");
    assumeTrue(Files.exists(vectors), "the vectors are beside the project");

    int checked = 0;
    for (String line : Files.readAllLines(vectors)) {
      JsonNode vector = Json.MAPPER.readTree(line);
      String value = vector.get("value").asText();
      // The strict parser of those tests reads no version but 00.
      boolean ours =
          vector.get("api").asText().equals("BaseTraceparent.from_string")
              || (vector.get("api").asText().equals("Traceparent.from_string")
                  && value.startsWith("00-"));
      if (ours) {
        boolean valid = vector.get("verdict").asText().equals("valid");
        boolean zeros = value.contains("-" + "0".repeat(16));
        assertThat(TraceContext.parse(value).isPresent()).as(value).isEqualTo(valid && !zeros);
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(20);
  }
}
