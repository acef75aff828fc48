package dev.tailrace.sinks.livetail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {

  @Test
  void framesALineWithItsIdAndItsJsonAsItIs() {
    LogEvent event = Lines.event(3, Level.INFO, "org/repo", "first\nsecond");
    byte[] json = LogEventJson.write(event);

    assertThat(new String(TailLine.of(json).frame(), UTF_8))
        .isEqualTo("id: source-1-000000000003\ndata: " + new String(json, UTF_8) + "\n\n");
  }

  @Test
  void bringsJsonOfSeveralLinesIntoOne() {
    byte[] json = LogEventJson.write(Lines.event(3, Level.INFO, "org/repo", "text"));
    byte[] pretty = new String(json, UTF_8).replace(",\"level\"", ",\r\n\"level\"").getBytes(UTF_8);

    assertThat(TailLine.of(pretty).frame()).isEqualTo(TailLine.of(json).frame());
  }

  @Test
  void leavesNoWayOutOfTheIdField() {
    assertThat(new String(Frames.line("a\ndata: b\r", "{}".getBytes(UTF_8)), UTF_8))
        .isEqualTo("id: a data: b \ndata: {}\n\n");
  }

  @Test
  void isUnderstoodByTheReader() {
    List<EventReader.Event> events = new ArrayList<>();
    EventReader reader = new EventReader(events::add);
    String stream =
        new String(Frames.HELLO, UTF_8)
            + new String(Frames.line("id-1", "{\"a\":1}".getBytes(UTF_8)), UTF_8)
            + new String(Frames.HEARTBEAT, UTF_8)
            + new String(Frames.dropped(12), UTF_8);

    stream.lines().forEach(reader::line);

    assertThat(events)
        .containsExactly(
            new EventReader.Event("id-1", "message", "{\"a\":1}"),
            new EventReader.Event(null, "dropped", "{\"count\": 12}"));
  }

  @Test
  void refusesWhatIsNoLogEvent() {
    assertThatThrownBy(() -> TailLine.of("{}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
