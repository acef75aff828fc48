package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * What the bucket does with objects as they age: for each archived category one rule, by which they
 * move to Glacier and expire on the days that {@link Category} says, and one by which their
 * manifests expire on the same day and never move.
 */
final class LifecycleRules {
  private static final String ID_PREFIX = "tailrace-";
  private static final String MANIFESTS_ID_PREFIX = "tailrace-manifests-";
  private static final int ABORT_UPLOADS_AFTER_DAYS = 7;

  /** Ids that are ours, also those of categories that are archived no longer. */
  private static final Set<String> OWN_IDS =
      Arrays.stream(Category.values())
          .flatMap(category -> Stream.of(id(category), manifestsId(category)))
          .collect(Collectors.toUnmodifiableSet());

  private LifecycleRules() {}

  /** The rules that the archive needs, in the order of the categories. */
  static List<LifecycleRule> all() {
    return Arrays.stream(Category.values())
        .filter(Category::archived)
        .flatMap(category -> Stream.of(rule(category), manifestsRule(category)))
        .toList();
  }

  /**
   * The rules that a bucket should have: others' as they are, then ours.
   *
   * @return empty if it has them already
   */
  static Optional<List<LifecycleRule>> change(List<LifecycleRule> present) {
    List<LifecycleRule> wanted = all();
    List<LifecycleRule> own = present.stream().filter(LifecycleRules::isOwn).toList();
    if (meanings(own).equals(meanings(wanted)) && own.size() == wanted.size()) {
      return Optional.empty();
    }
    List<LifecycleRule> changed = new ArrayList<>(present);
    changed.removeAll(own);
    changed.addAll(wanted);
    return Optional.of(List.copyOf(changed));
  }

  /** Whether a rule is ours, also if its category is archived no longer. */
  static boolean isOwn(LifecycleRule rule) {
    return OWN_IDS.contains(rule.id());
  }

  private static LifecycleRule rule(Category category) {
    LifecycleRule.Builder rule =
        expiring(id(category), category.archivePrefix(), category)
            .abortIncompleteMultipartUpload(
                abort -> abort.daysAfterInitiation(ABORT_UPLOADS_AFTER_DAYS));
    category.glacierAfter().ifPresent(age -> rule.transitions(toGlacier(age)));
    return rule.build();
  }

  private static LifecycleRule manifestsRule(Category category) {
    return expiring(manifestsId(category), category.manifestPrefix(), category).build();
  }

  private static LifecycleRule.Builder expiring(String id, String prefix, Category category) {
    return LifecycleRule.builder()
        .id(id)
        .status(ExpirationStatus.ENABLED)
        .filter(filter -> filter.prefix(prefix))
        .expiration(expiration -> expiration.days(days(category.retention())));
  }

  private static Transition toGlacier(Duration age) {
    return Transition.builder()
        .days(days(age))
        .storageClass(TransitionStorageClass.GLACIER)
        .build();
  }

  private static String id(Category category) {
    return ID_PREFIX + category.id();
  }

  private static String manifestsId(Category category) {
    return MANIFESTS_ID_PREFIX + category.id();
  }

  /** S3 counts in days; what is begun counts as a whole one. */
  private static int days(Duration age) {
    return Math.toIntExact(age.plusDays(1).minusNanos(1).toDays());
  }

  /** What rules say, by their ids, in the order of these. */
  static Map<String, Meaning> meanings(List<LifecycleRule> rules) {
    return rules.stream()
        .map(Meaning::of)
        .collect(
            Collectors.toMap(
                Meaning::id, Function.identity(), (first, second) -> first, TreeMap::new));
  }

  /** What a rule says, apart from how a store chooses to write it down. */
  record Meaning(
      String id,
      boolean enabled,
      @Nullable String prefix,
      @Nullable Integer expireDays,
      @Nullable Integer abortDays,
      Map<String, Integer> transitions) {

    static Meaning of(LifecycleRule rule) {
      return new Meaning(
          rule.id(),
          rule.status() == ExpirationStatus.ENABLED,
          rule.filter() == null ? null : rule.filter().prefix(),
          rule.expiration() == null ? null : rule.expiration().days(),
          rule.abortIncompleteMultipartUpload() == null
              ? null
              : rule.abortIncompleteMultipartUpload().daysAfterInitiation(),
          rule.transitions().stream()
              .filter(transition -> transition.days() != null)
              .collect(
                  Collectors.toMap(Transition::storageClassAsString, Transition::days, Math::min)));
    }
  }
}
