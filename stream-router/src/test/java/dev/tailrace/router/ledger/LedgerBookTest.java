package dev.tailrace.router.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.CiAttributes;
import dev.tailrace.schemas.CiEvent;
import dev.tailrace.schemas.CiEventType;
import dev.tailrace.schemas.SourceSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerBookTest {
  private static final CiEvent END =
      new CiEvent(
          "e1",
          CiEventType.JOB_COMPLETED,
          Instant.parse("2024-01-15T10:36:00Z"),
          null,
          null,
          Map.of(
              CiAttributes.RUN_ID, "r1",
              CiAttributes.TASK_RUN_ID, "j1",
              CiAttributes.TASK_RUN_RESULT, "success"));
  private static final SourceSummary SOURCE =
      new SourceSummary("s1", "r1/1/j1", 0, 9, 4, 99, 0, 0, 0, 0, 0, true, true, 5, null);

  private KeyValueStore<String, JobLedger> store;

  @BeforeEach
  void openStore() {
    store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("jobs"), Serdes.String(), JobLedgerSerde.serde())
            .withLoggingDisabled()
            .build();
    StateStoreContext context =
        new MockProcessorContext<Void, Void>(new Properties()).getStateStoreContext();
    store.init(context, store);
  }

  private LedgerBook reopened() {
    return new LedgerBook(store, LedgerConfig.defaults());
  }

  @Test
  void goesOnAfterARestartAsIfThereHadBeenNone() {
    reopened().take(SOURCE, 1_000);
    reopened().take(END, 2_000);
    LedgerBook book = reopened();

    assertThat(book.due(4_000)).isEmpty();
    assertThat(reopened().due(5_000))
        .singleElement()
        .satisfies(
            event -> assertThat(event.attributes()).containsEntry(CiAttributes.LOG_COMPLETE, true));
    assertThat(reopened().due(60_000)).isEmpty();
  }

  @Test
  void forgetsNothingThatIsToBePublished() {
    LedgerBook book = reopened();
    book.take(END, 1_000);
    book.forget(Duration.ofDays(2).toMillis());

    assertThat(book.due(Duration.ofDays(2).toMillis())).hasSize(1);
    book.forget(Duration.ofDays(2).toMillis());
    assertThat(store.get("r1/1/j1")).isNull();
  }

  @Test
  void timesMustFitOneAnother() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new LedgerConfig(Duration.ZERO, second, second.multipliedBy(2)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("quiet");
    assertThatThrownBy(() -> new LedgerConfig(second.multipliedBy(2), second, Duration.ofDays(1)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("at-most");
    assertThatThrownBy(() -> new LedgerConfig(second, second, second))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("forget");
  }
}
