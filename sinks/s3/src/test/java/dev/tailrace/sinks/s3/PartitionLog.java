package dev.tailrace.sinks.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A partition of a topic written in transactions: records, and markers that take offsets too. */
final class PartitionLog {
  private final int partition;
  private final NavigableMap<Long, ConsumerRecord<byte[], byte[]>> records = new TreeMap<>();
  private long end;
  private long position;

  PartitionLog(int partition) {
    this.partition = partition;
  }

  void append(Instant filedAt) {
    records.put(end, Records.record(partition, end, filedAt));
    end++;
  }

  void appendMarker() {
    end++;
  }

  void seek(long offset) {
    position = offset;
  }

  long position() {
    return position;
  }

  /** The next records from the position on; moves it past them, and past markers if asked to. */
  List<ConsumerRecord<byte[], byte[]>> fetch(int most, boolean pastMarkers) {
    List<ConsumerRecord<byte[], byte[]>> fetched = new ArrayList<>();
    for (var next = records.ceilingEntry(position);
        next != null && fetched.size() < most;
        next = records.ceilingEntry(position)) {
      fetched.add(next.getValue());
      position = next.getKey() + 1;
    }
    if (pastMarkers) {
      Map.Entry<Long, ?> next = records.ceilingEntry(position);
      position = next == null ? end : next.getKey();
    }
    return fetched;
  }

  long end() {
    return end;
  }

  List<String> values() {
    return records.keySet().stream().map(offset -> Records.text(partition, offset)).toList();
  }
}
