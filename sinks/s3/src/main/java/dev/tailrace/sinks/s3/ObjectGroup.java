package dev.tailrace.sinks.s3;

import dev.tailrace.schemas.Category;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.kafka.common.TopicPartition;

/**
 * The hour in UTC, and the category, under which records are filed together.
 *
 * @param date as in {@code 2026-11-23}
 * @param hour from 0 to 23
 */
record ObjectGroup(Category category, String date, int hour) {

  static ObjectGroup of(Category category, long filedAtMillis) {
    OffsetDateTime filed = Instant.ofEpochMilli(filedAtMillis).atOffset(ZoneOffset.UTC);
    return new ObjectGroup(
        category, filed.format(DateTimeFormatter.ISO_LOCAL_DATE), filed.getHour());
  }

  /**
   * The key of this group's object of a cut. It follows from the cut and its compression alone, so
   * repeating the cut overwrites the object. The offset is padded, so keys of a partition sort as
   * its records do.
   */
  String key(TopicPartition partition, long cutStart, Compression compression) {
    return String.format(
        Locale.ROOT,
        "%sdt=%s/hour=%02d/%s-%d-%020d%s",
        category.archivePrefix(),
        date,
        hour,
        partition.topic(),
        partition.partition(),
        cutStart,
        compression.suffix());
  }
}
