package dev.tailrace.platform.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.TailraceHeaders;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage that upper-cases text, and records that poison it at each of three places. */
class DeadLetterHandlerTest {
  private static final Serde<String> PICKY =
      Serdes.serdeFrom(
          (topic, text) -> text.getBytes(UTF_8),
          (topic, bytes) -> {
            String text = new String(bytes, UTF_8);
            if (text.startsWith("unreadable")) {
              throw new SerializationException("not text");
            }
            return text;
          });
  private static final Topic<String, String> IN =
      new Topic<>("in", Serdes.String(), PICKY, Map.of());
  private static final Topic<String, String> OUT =
      new Topic<>("out", Serdes.String(), PICKY, Map.of());

  @TempDir Path state;

  private TopologyTestDriver driver;
  private TestInputTopic<String, String> in;
  private TestInputTopic<String, String> table;
  private TestOutputTopic<String, String> out;
  private TestOutputTopic<String, DeadLetter> letters;

  private static Outcome<String> shout(String text) {
    if (text.startsWith("rejected")) {
      return Outcome.failed("the text is rejected");
    }
    if (text.startsWith("bug")) {
      throw new IllegalStateException("a bug");
    }
    return Outcome.done(
        text.startsWith("grow") ? "G".repeat(9_000_000) : text.toUpperCase(Locale.ROOT));
  }

  private static final class ShoutingTable extends ContextualProcessor<String, String, Void, Void> {
    @Override
    public void process(Record<String, String> record) {
      KeyValueStore<String, String> store = context().getStateStore("table");
      store.put(record.key(), shout(record.value()).orReject());
    }
  }

  @BeforeEach
  void start() {
    Stage stage = Stage.named("shouter");
    Topology topology = new Topology();
    String source = stage.source(topology, IN);
    Step<String, String> step = (record, origin) -> shout(record.value());
    stage.sink(topology, OUT, "shouter-headers", stage.run(topology, () -> step, source));
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("table"), Serdes.String(), Serdes.String())
            .withLoggingDisabled(),
        "table-source",
        new StringDeserializer(),
        new StringDeserializer(),
        "facts",
        "table-filler",
        ShoutingTable::new);
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    DeadLetterHandler.configure(settings);
    driver = new TopologyTestDriver(topology, settings);
    in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
    table = driver.createInputTopic("facts", new StringSerializer(), new StringSerializer());
    out = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
    letters =
        driver.createOutputTopic(
            Topics.DEAD_LETTERS.name(),
            Topics.DEAD_LETTERS.keys().deserializer(),
            Topics.DEAD_LETTERS.values().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private DeadLetter letterOf(String poison) {
    in.pipeInput(
        new TestRecord<>(
            "key",
            poison,
            new RecordHeaders().add(TailraceHeaders.LOOPS, TailraceHeaders.number(2))));
    in.pipeInput("key", "next");

    assertThat(out.readValuesToList()).isEqualTo(List.of("NEXT"));
    List<TestRecord<String, DeadLetter>> found = letters.readRecordsToList();
    assertThat(found).hasSize(1);
    DeadLetter letter = found.get(0).value();
    assertThat(found.get(0).key()).isEqualTo("key");
    assertThat(letter.stage()).isEqualTo("shouter");
    assertThat(letter.topic()).isEqualTo("in");
    assertThat(letter.offset()).isZero();
    assertThat(letter.loops()).isEqualTo(2);
    assertThat(new String(letter.original(), UTF_8)).isEqualTo(poison);
    return letter;
  }

  @Test
  void whatCannotBeReadBecomesALetter() {
    DeadLetter letter = letterOf("unreadable");

    assertThat(letter.reason()).isEqualTo("not what this topic holds");
    assertThat(letter.exceptionClass()).isEqualTo(SerializationException.class.getName());
  }

  @Test
  void whatIsRejectedBecomesALetterWithItsReason() {
    DeadLetter letter = letterOf("rejected");

    assertThat(letter.reason()).isEqualTo("the text is rejected");
    assertThat(letter.exceptionClass()).isNull();
  }

  @Test
  void whatABugStumblesOverBecomesALetter() {
    DeadLetter letter = letterOf("bug");

    assertThat(letter.reason()).isEqualTo("the stage failed on this record");
    assertThat(letter.exceptionClass()).isEqualTo(IllegalStateException.class.getName());
  }

  @Test
  void whatAGlobalTableStumblesOverIsPassedOver() {
    table.pipeInput("key", "bug");
    table.pipeInput("key", "value");

    assertThat(driver.<String, String>getKeyValueStore("table").get("key")).isEqualTo("VALUE");
    assertThat(letters.isEmpty()).isTrue();
  }

  @Test
  void whatNoRecordCanHoldBecomesALetter() {
    DeadLetter letter = letterOf("grow");

    assertThat(letter.reason()).isEqualTo(RecordSize.TOO_LARGE);
    assertThat(letter.exceptionClass()).isEqualTo(SerializationException.class.getName());
  }
}
