package dev.tailrace.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.Category;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

class LifecycleRulesTest {
  private static final LifecycleRule FOREIGN =
      LifecycleRule.builder().id("tailrace-backup").status(ExpirationStatus.ENABLED).build();

  @Test
  void hasARuleForEachArchivedCategoryAndOneForItsManifests() {
    assertThat(LifecycleRules.all())
        .extracting(LifecycleRule::id)
        .containsExactly(
            "tailrace-job-execution",
            "tailrace-manifests-job-execution",
            "tailrace-scheduler-events",
            "tailrace-manifests-scheduler-events",
            "tailrace-runner-lifecycle",
            "tailrace-manifests-runner-lifecycle",
            "tailrace-security-events",
            "tailrace-manifests-security-events",
            "tailrace-system-errors",
            "tailrace-manifests-system-errors");
  }

  @Test
  void expiresWhenTheRetentionEnds() {
    LifecycleRule rule = rule(Category.SCHEDULER_EVENTS);

    assertThat(rule.filter().prefix()).isEqualTo("scheduler-events/");
    assertThat(rule.expiration().days()).isEqualTo(14);
    assertThat(rule.status()).isEqualTo(ExpirationStatus.ENABLED);
    assertThat(rule.abortIncompleteMultipartUpload().daysAfterInitiation()).isEqualTo(7);
  }

  @Test
  void movesToGlacierOnlyWhatIsKeptLongerThanNinetyDays() {
    assertThat(rule(Category.SECURITY_EVENTS).expiration().days()).isEqualTo(365);
    assertThat(rule(Category.SECURITY_EVENTS).transitions())
        .singleElement()
        .satisfies(
            transition -> {
              assertThat(transition.days()).isEqualTo(90);
              assertThat(transition.storageClass()).isEqualTo(TransitionStorageClass.GLACIER);
            });
    assertThat(rule(Category.SYSTEM_ERRORS).transitions()).isEmpty();
  }

  @Test
  void manifestsExpireWithTheirObjectsAndNeverMove() {
    LifecycleRule rule = rule("tailrace-manifests-security-events");

    assertThat(rule.filter().prefix()).isEqualTo("manifests/security-events/");
    assertThat(rule.expiration().days()).isEqualTo(365);
    assertThat(rule.transitions()).isEmpty();
  }

  @Test
  void addsTheRulesOfManifestsWhereAnOlderVersionHadNone() {
    List<LifecycleRule> older =
        LifecycleRules.all().stream().filter(rule -> !rule.id().contains("manifests")).toList();

    assertThat(LifecycleRules.change(older)).contains(LifecycleRules.all());
  }

  @Test
  void changesNothingThatIsRight() {
    List<LifecycleRule> present = new ArrayList<>(LifecycleRules.all());
    present.add(1, FOREIGN);

    assertThat(LifecycleRules.change(present)).isEmpty();
  }

  @Test
  void keepsTheRulesOfOthersAndReplacesItsOwn() {
    LifecycleRule edited =
        rule(Category.JOB_EXECUTION).toBuilder().expiration(days -> days.days(1)).build();

    List<LifecycleRule> changed = LifecycleRules.change(List.of(edited, FOREIGN)).orElseThrow();

    assertThat(changed).startsWith(FOREIGN).hasSize(LifecycleRules.all().size() + 1);
    assertThat(changed).containsAll(LifecycleRules.all()).doesNotContain(edited);
  }

  @Test
  void removesItsRuleOfACategoryThatIsArchivedNoLonger() {
    List<LifecycleRule> present = new ArrayList<>(LifecycleRules.all());
    present.add(LifecycleRule.builder().id("tailrace-debug-traces").build());

    assertThat(LifecycleRules.change(present)).contains(LifecycleRules.all());
  }

  private static LifecycleRule rule(Category category) {
    return rule("tailrace-" + category.id());
  }

  private static LifecycleRule rule(String id) {
    return LifecycleRules.all().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
