package dev.tailrace.sinks.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.CiEventType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class StateSerdesTest {

  @Test
  void readsAJobBack() {
    JobState state =
        new JobState(
            Map.of("a", "b"), Map.of(CiEventType.JOB_QUEUED, 5L), Map.of("m", 0.5), Set.of("n"), 7);

    assertThat(thereAndBack(StateSerdes.JOB, state)).isEqualTo(state);
  }

  @Test
  void keepsSeriesApartWhoseLabelsLookAlikeWhenJoined() {
    SeriesKey one = new SeriesKey("m", List.of("a,b", "c"));
    SeriesKey other = new SeriesKey("m", List.of("a", "b,c"));

    assertThat(StateSerdes.SERIES_KEY.serializer().serialize("t", one))
        .isNotEqualTo(StateSerdes.SERIES_KEY.serializer().serialize("t", other));
    assertThat(thereAndBack(StateSerdes.SERIES_KEY, one)).isEqualTo(one);
  }

  @Test
  void readsASeriesBack() {
    SeriesValue value = SeriesValue.zero(2).plus(0.5, List.of(1.0, 2.0)).plus(9, List.of(1.0, 2.0));

    assertThat(thereAndBack(StateSerdes.SERIES_VALUE, value))
        .isEqualTo(new SeriesValue(2, 9.5, List.of(1L, 0L)));
  }

  private static <T> T thereAndBack(Serde<T> serde, T value) {
    return serde.deserializer().deserialize("t", serde.serializer().serialize("t", value));
  }
}
