package dev.tailrace.sinks.s3;

import dev.tailrace.platform.drift.Difference;
import dev.tailrace.sinks.s3.LifecycleRules.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/**
 * Where a bucket's rules are not those that the archive needs. The rules of others are no drift.
 */
final class LifecycleDrift {
  private LifecycleDrift() {}

  /**
   * One difference for each rule of ours that is missing, changed or should be gone.
   *
   * @param present every rule of the bucket
   */
  static List<Difference> of(String bucket, List<LifecycleRule> present) {
    Map<String, Meaning> found =
        LifecycleRules.meanings(present.stream().filter(LifecycleRules::isOwn).toList());
    List<Difference> differences = new ArrayList<>();
    for (LifecycleRule rule : LifecycleRules.all()) {
      Meaning wanted = Meaning.of(rule);
      Meaning there = found.remove(wanted.id());
      if (!wanted.equals(there)) {
        differences.add(new Difference(place(wanted, bucket), words(there), words(wanted)));
      }
    }
    found
        .values()
        .forEach(
            rule ->
                differences.add(
                    new Difference(
                        place(rule, bucket),
                        words(rule),
                        "removed, as its category is not archived any more")));
    return differences;
  }

  private static String place(Meaning rule, String bucket) {
    return "lifecycle rule %s of bucket %s".formatted(rule.id(), bucket);
  }

  private static String words(@Nullable Meaning rule) {
    if (rule == null) {
      return Difference.MISSING;
    }
    List<String> words = new ArrayList<>();
    words.add(rule.enabled() ? "enabled" : "disabled");
    words.add("for " + (rule.prefix() == null ? "no prefix alone" : rule.prefix()));
    new TreeMap<>(rule.transitions())
        .forEach((storage, days) -> words.add("to %s after %d days".formatted(storage, days)));
    words.add("objects expire " + after(rule.expireDays()));
    words.add("unfinished uploads end " + after(rule.abortDays()));
    return String.join(", ", words);
  }

  private static String after(@Nullable Integer days) {
    return days == null ? "never" : "after " + days + " days";
  }
}
