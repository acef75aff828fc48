package dev.tailrace.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.sinks.s3.ArchivedObject;
import dev.tailrace.sinks.s3.Availability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThawTest {
  private final Map<ArchivedObject, Availability> objects = new HashMap<>();
  private final List<ArchivedObject> asked = new ArrayList<>();
  private final List<Integer> waiting = new ArrayList<>();
  private final ArchivedObject warm = object("warm", Availability.READABLE);
  private final ArchivedObject frozen = object("frozen", Availability.FROZEN);
  private final ArchivedObject coming = object("coming", Availability.RESTORING);
  private final List<ArchivedObject> all = List.of(warm, frozen, coming);

  @Test
  void restoresWhatIsFrozenAndWaitsForAll() throws InterruptedException {
    List<ArchivedObject> next = new ArrayList<>(List.of(coming, frozen));
    Thaw thaw = thaw(() -> objects.put(next.remove(0), Availability.READABLE));

    assertThat(thaw.frozen(all)).containsExactly(frozen);
    thaw.restore(all, waiting::add);

    assertThat(asked).containsExactly(frozen);
    assertThat(waiting).containsExactly(2, 1);
    assertThat(all).allMatch(thaw::isReadable);
  }

  @Test
  void waitsForNothingWhereAllCanBeRead() throws InterruptedException {
    Thaw thaw = thaw(() -> objects.clear());

    thaw.restore(List.of(warm), waiting::add);

    assertThat(asked).isEmpty();
    assertThat(waiting).isEmpty();
  }

  private ArchivedObject object(String key, Availability availability) {
    ArchivedObject object = new ArchivedObject(key, 10, Instant.EPOCH, "GLACIER");
    objects.put(object, availability);
    return object;
  }

  private Thaw thaw(Thaw.Pause pause) {
    return new Thaw(
        new Glacier() {
          @Override
          public Availability availability(ArchivedObject object) {
            return objects.getOrDefault(object, Availability.READABLE);
          }

          @Override
          public void restore(ArchivedObject object) {
            asked.add(object);
            objects.put(object, Availability.RESTORING);
          }
        },
        pause);
  }
}
