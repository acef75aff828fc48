package dev.tailrace.sinks.livetail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Level;
import dev.tailrace.sinks.livetail.QueryParser.Parsed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryParserTest {

  @Test
  void readsEveryParameter() {
    Map<String, List<String>> parameters =
        Map.of(
            "repository", List.of("org/repo"),
            "run_id", List.of("run-1"),
            "job_id", List.of("job-1"),
            "level", List.of("warning"),
            "q", List.of("boom"),
            "backlog", List.of("7"),
            "follow", List.of("false"));

    assertThat(QueryParser.parse(parameters))
        .isEqualTo(
            new Parsed.Accepted(
                new TailQuery("org/repo", "run-1", "job-1", Level.WARN, "boom", 7, false)));
  }

  @Test
  void takesEmptyParametersForNotGiven() {
    assertThat(QueryParser.parse(Map.of("level", List.of(""), "repository", List.of(""))))
        .isEqualTo(new Parsed.Accepted(new TailQuery(null, null, null, null, null, 50, true)));
  }

  @Test
  void refusesAnUnknownParameter() {
    assertThat(QueryParser.parse(Map.of("repo", List.of("org/repo"))))
        .isEqualTo(
            new Parsed.Refused(
                "repo",
                "org/repo",
                "known are backlog, follow, job_id, level, q, repository, run_id"));
  }

  @Test
  void refusesValuesThatMeanNothing() {
    assertThat(QueryParser.parse(Map.of("level", List.of("LOUD"))))
        .isEqualTo(
            new Parsed.Refused(
                "level", "LOUD", "use one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL"));
    assertThat(QueryParser.parse(Map.of("backlog", List.of("-1"))))
        .isEqualTo(new Parsed.Refused("backlog", "-1", "use 0 or more"));
    assertThat(QueryParser.parse(Map.of("follow", List.of("yes"))))
        .isEqualTo(new Parsed.Refused("follow", "yes", "use true or false"));
  }

  @Test
  void refusesAParameterGivenTwice() {
    assertThat(QueryParser.parse(Map.of("level", List.of("INFO", "WARN"))))
        .isEqualTo(new Parsed.Refused("level", "INFO, WARN", "give it once"));
  }
}
