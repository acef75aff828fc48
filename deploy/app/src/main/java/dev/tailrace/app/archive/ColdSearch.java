package dev.tailrace.app.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import dev.tailrace.schemas.LogEvent;
import dev.tailrace.sinks.s3.ArchiveEntry;
import dev.tailrace.sinks.s3.ArchiveQuery;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.Availability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the newest events of the archive, an hour after another, and opens no more than it must.
 */
final class ColdSearch {
  private final ArchiveReader reader;
  private final ArchiveQuery query;
  private final Predicate<LogEvent> wanted;
  private final ReadingProgress progress;
  private final List<ArchivedObject> passedOver = new ArrayList<>();

  /**
   * @param wanted what the query does not ask for
   */
  ColdSearch(
      ArchiveReader reader,
      ArchiveQuery query,
      Predicate<LogEvent> wanted,
      ReadingProgress progress) {
    this.reader = reader;
    this.query = query;
    this.wanted = wanted;
    this.progress = progress;
  }

  /** An event, and its document as it was stored. */
  record Hit(LogEvent event, String document) {}

  /** The newest events first; what is filed under one hour is all after what is under another. */
  List<Hit> newest(List<ArchiveEntry> entries, int most) {
    TreeMap<Instant, List<ArchiveEntry>> hours =
        entries.stream()
            .collect(Collectors.groupingBy(ArchiveEntry::hour, TreeMap::new, Collectors.toList()));
    List<Hit> hits = new ArrayList<>();
    for (List<ArchiveEntry> hour : hours.descendingMap().values()) {
      if (hits.size() == most) {
        break;
      }
      hits.addAll(newestOfAnHour(hour, most - hits.size()));
    }
    return hits;
  }

  /** Objects that lie in Glacier and were not read. */
  List<ArchivedObject> passedOver() {
    return passedOver;
  }

  private List<Hit> newestOfAnHour(List<ArchiveEntry> hour, int most) {
    List<Hit> newest = new ArrayList<>();
    for (ArchiveEntry entry : hour) {
      ArchivedObject object = entry.object();
      if (reader.availability(object) == Availability.READABLE) {
        reader.forEachLine(object, line -> add(line, newest));
        newest.sort(comparing((Hit hit) -> hit.event().filedAt()).reversed());
        newest.subList(Math.min(newest.size(), most), newest.size()).clear();
      } else {
        passedOver.add(object);
      }
      progress.objectRead(object.size());
    }
    return newest;
  }

  private void add(byte[] line, List<Hit> hits) {
    Archives.event(line)
        .filter(event -> query.matches(event) && wanted.test(event))
        .ifPresent(
            event -> {
              hits.add(new Hit(event, new String(line, UTF_8)));
              progress.event();
            });
  }
}
