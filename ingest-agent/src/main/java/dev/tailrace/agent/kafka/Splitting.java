package dev.tailrace.agent.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.Utils;

/** Makes a batch of each record of a batch that was refused. */
final class Splitting {
  private Splitting() {}

  /**
   * @param receipt goes with the last of them: they become durable in order
   */
  static List<SealedBatch> split(List<Record> records, Receipt receipt) {
    List<SealedBatch> singles = new ArrayList<>(records.size());
    for (Record record : records) {
      boolean last = singles.size() == records.size() - 1;
      singles.add(single(record, last ? receipt : () -> {}));
    }
    return singles;
  }

  private static SealedBatch single(Record record, Receipt receipt) {
    byte[] key = Utils.toArray(record.key());
    byte[] value = Utils.toArray(record.value());
    OpenBatch batch = new OpenBatch();
    RecordFrame frame = new RecordFrame(key, Arrays.asList(record.headers()));
    batch.append(frame, new OwnHeaders(), record.timestamp(), value, 0, value.length);
    return batch.seal(new Encoded(), receipt);
  }
}
