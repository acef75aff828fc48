package dev.tailrace.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {
  @Test
  void namesTheOrganizationOfARepository() {
    Map<String, Object> context = new Facts().complete(Map.of("repository", "org/repo"));

    assertThat(context).containsEntry("organization", "org");
  }

  @Test
  void keepsTheOrganizationThatIsThere() {
    Map<String, Object> context = Map.of("repository", "org/repo", "organization", "other");

    assertThat(new Facts().complete(context)).isSameAs(context);
  }

  @Test
  void leavesARepositoryWithoutOwnerAlone() {
    for (Object repository : new Object[] {"repo", "/repo", 7}) {
      Map<String, Object> context = Map.of("repository", repository);
      assertThat(new Facts().complete(context)).isSameAs(context);
    }
  }

  @Test
  void doesNotBelieveWhatAJobClaims() {
    Map<String, Object> context = Map.of("claimed", Map.of("repository", "org/repo"));

    assertThat(new Facts().complete(context)).isSameAs(context);
  }
}
