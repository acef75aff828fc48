package dev.tailrace.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnricherConfigTest {
  private static EnricherConfig read(String yaml) {
    return new ConfigReader(Map.of()).parse(yaml, EnricherConfig.class);
  }

  @Test
  void asksOnesOwnRulesFirstButNotAboutJobOutput() {
    CategoryRules rules =
        CategoryRules.of(
            read("""
                    categories:
                      - when: {service: vault, level-at-least: INFO, context: {kind: audit}}
                        category: security-events
                    """)
                .categories());
    Map<String, Object> audit = Map.of("kind", "audit");

    assertThat(rules.categoryOf(Events.event(Authority.PLATFORM, Level.INFO, "vault", "m", audit)))
        .isEqualTo(Category.SECURITY_EVENTS);
    assertThat(rules.categoryOf(Events.event(Authority.PLATFORM, Level.DEBUG, "vault", "m", audit)))
        .isEqualTo(Category.DEBUG_TRACES);
    assertThat(rules.categoryOf(Events.event(Authority.PLATFORM, Level.INFO, "vault", "m")))
        .isEqualTo(Category.JOB_EXECUTION);
    assertThat(rules.categoryOf(Events.event(Authority.JOB, Level.INFO, "vault", "m", audit)))
        .isEqualTo(Category.JOB_EXECUTION);
  }

  @Test
  void refusesRulesThatMeanNothing() {
    assertThatThrownBy(() -> read("categories: [{when: {service: a}, category: none}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("job-execution");
    assertThatThrownBy(() -> read("categories: [{when: {}, category: debug-traces}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("when");
  }
}
