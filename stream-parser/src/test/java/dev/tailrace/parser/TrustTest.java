package dev.tailrace.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.SourceAttributes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustTest {
  private static final String LINE =
      "{\"message\":\"m\",\"service\":\"said\",\"repository\":\"their/own\",\"color\":\"red\"}";

  private static SourceAttributes attributes(Authority authority) {
    return new SourceAttributes(
        "h", null, "known", authority, Map.of("repository", "org/repo", "job_id", "j1"));
  }

  @Test
  void putsTheAgentsContextBeforeThePlatforms() {
    LogEvent event = Lines.parse(LINE, attributes(Authority.PLATFORM));

    assertThat(event.context())
        .isEqualTo(
            Map.of(
                "repository", "org/repo",
                "job_id", "j1",
                "color", "red",
                "claimed", Map.of("repository", "their/own")));
  }

  @Test
  void letsThePlatformNameItsService() {
    assertThat(Lines.parse(LINE, attributes(Authority.PLATFORM)).service()).isEqualTo("said");
    assertThat(Lines.parse("text", attributes(Authority.PLATFORM)).service()).isEqualTo("known");
  }

  @Test
  void keepsWhatAJobClaimsApart() {
    LogEvent event =
        Lines.job("{\"message\":\"m\",\"run_id\":\"r\",\"claimed\":1,\"color\":\"red\"}");

    assertThat(event.context())
        .isEqualTo(Map.of("color", "red", "claimed", Map.of("run_id", "r", "claimed", 1)));
  }

  @Test
  void doesNotLetAJobNameItsServiceWhereTheAgentDoes() {
    LogEvent event = Lines.parse(LINE, attributes(Authority.JOB));

    assertThat(event.service()).isEqualTo("known");
    assertThat(event.context())
        .containsEntry("claimed", Map.of("repository", "their/own", "service", "said"));
  }

  @Test
  void believesAJobsServiceWhereNobodyKnowsBetter() {
    assertThat(Lines.job("{\"message\":\"m\",\"service\":\"s\"}").service()).isEqualTo("s");
  }

  @Test
  void claimsNothingWhereLineAndAgentAgree() {
    LogEvent event =
        Lines.parse(
            "{\"message\":\"m\",\"repository\":\"org/repo\"}", attributes(Authority.PLATFORM));

    assertThat(event.context()).doesNotContainKey("claimed");
  }
}
