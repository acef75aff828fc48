package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * The hour in UTC, and the category, under which records are filed together.
 *
 * @param date as in {@code 2026-11-23}
 * @param hour from 0 to 23
 */
record ObjectGroup(Category category, String date, int hour) {
  static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private static final Pattern KEY =
      Pattern.compile("([a-z-]+/)dt=(\\d{4}-\\d\\d-\\d\\d)/hour=([01]\\d|2[0-3])/[^/]+");

  /** What the key of a cut's object has after its topic: partition and offset. */
  private static final Pattern CUT = Pattern.compile("-(\\d{1,9})-\\d{20}");

  private static final Pattern MERGED = Pattern.compile("-merged-[0-9a-f]{32}");

  static ObjectGroup of(Category category, long filedAtMillis) {
    OffsetDateTime filed = Instant.ofEpochMilli(filedAtMillis).atOffset(ZoneOffset.UTC);
    return new ObjectGroup(
        category, filed.format(DateTimeFormatter.ISO_LOCAL_DATE), filed.getHour());
  }

  /**
   * The key of this group's object of a cut. It follows from the cut and its compression alone, so
   * repeating the cut makes no other object. The offset is padded, so keys of a partition sort as
   * its records do.
   */
  String key(TopicPartition partition, long cutStart, Compression compression) {
    return String.format(
        Locale.ROOT,
        "%s%s-%d-%020d%s",
        prefix(),
        partition.topic(),
        partition.partition(),
        cutStart,
        compression.suffix());
  }

  /**
   * The key of an object that was merged from others of this group. It sorts after those of all
   * cuts: whoever lists the group while it is stored, and they are deleted later, meets them or it.
   *
   * @param id 32 hexadecimal digits
   */
  String mergedKey(String id, Compression compression) {
    return prefix() + topic() + "-merged-" + id + compression.suffix();
  }

  /** The partition whose cut's object has that key; empty if it is none of this group's cuts. */
  Optional<TopicPartition> partitionOf(String key) {
    Matcher cut = CUT.matcher(afterTopic(key));
    return cut.matches()
        ? Optional.of(new TopicPartition(topic(), Integer.parseInt(cut.group(1))))
        : Optional.empty();
  }

  /** Whether that key is one of {@link #mergedKey}. */
  static boolean isMerged(String key) {
    return ofKey(key).filter(group -> MERGED.matcher(group.afterTopic(key)).matches()).isPresent();
  }

  private String topic() {
    return Topics.of(category).name();
  }

  /** Between topic and suffix; empty if the key is not one that this group makes. */
  private String afterTopic(String key) {
    String start = prefix() + topic();
    Optional<Compression> compression = Compression.ofKey(key);
    return key.startsWith(start) && compression.isPresent()
        ? key.substring(start.length(), key.length() - compression.get().suffix().length())
        : "";
  }

  /** The group of the object of that key; empty if the archive has no such keys. */
  static Optional<ObjectGroup> ofKey(String key) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches() || !isDate(matcher.group(2)) || Compression.ofKey(key).isEmpty()) {
      return Optional.empty();
    }
    return Arrays.stream(Category.values())
        .filter(category -> category.archivePrefix().equals(matcher.group(1)))
        .findFirst()
        .map(
            category ->
                new ObjectGroup(category, matcher.group(2), Integer.parseInt(matcher.group(3))));
  }

  /** The group of an object whose key is surely the archive's. */
  static ObjectGroup of(ArchivedObject object) {
    return ofKey(object.key()).orElseThrow();
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** The start of the keys of its objects. */
  String prefix() {
    return String.format(Locale.ROOT, "%sdt=%s/hour=%02d/", category.archivePrefix(), date, hour);
  }

  /** When its hour begins. */
  Instant start() {
    return Instant.parse(String.format(Locale.ROOT, "%sT%02d:00:00Z", date, hour));
  }
}
