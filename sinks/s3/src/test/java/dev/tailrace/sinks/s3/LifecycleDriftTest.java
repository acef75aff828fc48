package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.platform.drift.Difference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

class LifecycleDriftTest {

  @Test
  void findsNothingBesideTheRulesOfOthers() {
    List<LifecycleRule> present = new ArrayList<>(LifecycleRules.all());
    present.add(LifecycleRule.builder().id("tailrace-backup").build());

    assertThat(LifecycleDrift.of("logs", present)).isEmpty();
  }

  @Test
  void saysWhichRuleIsMissing() {
    List<LifecycleRule> present = new ArrayList<>(LifecycleRules.all());
    present.removeIf(rule -> rule.id().equals("tailrace-security-events"));

    assertThat(lines(present))
        .containsExactly(
            "lifecycle rule tailrace-security-events of bucket logs: missing; should be enabled,"
                + " for security-events/, to GLACIER after 90 days, objects expire after 365 days,"
                + " unfinished uploads end after 7 days");
  }

  @Test
  void saysWhatSomebodyChanged() {
    List<LifecycleRule> present = new ArrayList<>(LifecycleRules.all());
    present.replaceAll(
        rule ->
            rule.id().equals("tailrace-system-errors")
                ? rule.toBuilder()
                    .status(ExpirationStatus.DISABLED)
                    .expiration(expiration -> expiration.days(9))
                    .build()
                : rule);

    assertThat(lines(present))
        .singleElement()
        .asString()
        .contains(
            "tailrace-system-errors of bucket logs: disabled, for system-errors/, objects expire"
                + " after 9 days, ",
            "; should be enabled, for system-errors/, objects expire after 90 days, ");
  }

  @Test
  void wantsTheRuleOfACategoryGoneThatIsArchivedNoLonger() {
    List<LifecycleRule> present = new ArrayList<>(LifecycleRules.all());
    present.add(LifecycleRule.builder().id("tailrace-debug-traces").status("Enabled").build());

    assertThat(lines(present))
        .containsExactly(
            "lifecycle rule tailrace-debug-traces of bucket logs: enabled, for no prefix alone,"
                + " objects expire never, unfinished uploads end never; should be removed, as its"
                + " category is not archived any more");
  }

  private static List<String> lines(List<LifecycleRule> present) {
    return LifecycleDrift.of("logs", present).stream().map(Difference::toString).toList();
  }
}
