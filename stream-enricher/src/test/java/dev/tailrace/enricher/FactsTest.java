package dev.tailrace.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static LogEvent with(Map<String, Object> context) {
    return Events.event(Authority.PLATFORM, Level.INFO, "api", "m", context);
  }

  @Test
  void namesTheOrganizationOfARepository() {
    LogEvent event = new Facts().complete(with(Map.of("repository", "org/repo")));

    assertThat(event.context()).containsEntry("organization", "org");
  }

  @Test
  void keepsTheOrganizationThatIsThere() {
    LogEvent event = with(Map.of("repository", "org/repo", "organization", "other"));

    assertThat(new Facts().complete(event)).isSameAs(event);
  }

  @Test
  void leavesARepositoryWithoutOwnerAlone() {
    for (Object repository : new Object[] {"repo", "/repo", 7}) {
      LogEvent event = with(Map.of("repository", repository));
      assertThat(new Facts().complete(event)).isSameAs(event);
    }
  }

  @Test
  void doesNotBelieveWhatAJobClaims() {
    LogEvent event = with(Map.of("claimed", Map.of("repository", "org/repo")));

    assertThat(new Facts().complete(event)).isSameAs(event);
  }
}
