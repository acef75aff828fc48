package dev.tailrace.router;

import dev.tailrace.platform.streams.DeadLetters;
import dev.tailrace.platform.streams.Stage;
import dev.tailrace.platform.streams.StageStreams;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.router.ledger.LedgerTopology;
import dev.tailrace.schemas.DeadLetter;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** Wires the router: log events to the topics of their categories, the live tail and CI events. */
public final class RouterTopology {
  /** The stage of dead letters about CI events, whose lines went where they should. */
  public static final String REPORTS = "router-ci-events";

  private static final Stage STAGE = Stage.named("router");

  /** Only ever writes. */
  private static final Serde<Route.Send> SENDS =
      Serdes.serdeFrom(
          (topic, send) -> send.value(),
          (topic, bytes) -> {
            throw new UnsupportedOperationException("routes are not read");
          });

  private RouterTopology() {}

  /**
   * Routes events to their topics.
   *
   * @return the events that could not be routed
   */
  public static KStream<String, DeadLetter> route(
      KStream<String, LogEvent> enriched, RouterConfig config) {
    DeadLetters lines = new DeadLetters(STAGE.name(), STAGE.clock());
    DeadLetters reports = new DeadLetters(REPORTS, STAGE.clock());
    StageStreams<List<Route.Send>> routed =
        STAGE.run(
            "route", enriched, LogEventJson::write, () -> new RouteStep(config, lines, reports));
    routed
        .values()
        .process(FanOut::new, Named.as("router-fan-out"))
        .to(
            (key, send, context) -> send.topic(),
            Produced.with(Serdes.String(), SENDS).withName("router-sink"));
    return routed.failures();
  }

  /** With the ledger's defaults. */
  public static Topology split(RouterConfig config) {
    return split(config, LedgerConfig.defaults());
  }

  /**
   * The router alone, with the ledger of jobs: {@link Topics#ENRICHED} to everything that sinks
   * read.
   */
  public static Topology split(RouterConfig config, LedgerConfig ledger) {
    StreamsBuilder builder = new StreamsBuilder();
    StageStreams<LogEvent> read = STAGE.events(builder, Topics.ENRICHED);
    KStream<String, DeadLetter> failures = route(read.values(), config);
    DeadLetters.send(
        read.failures()
            .merge(failures, Named.as("router-merge-letters"))
            .merge(LedgerTopology.add(builder, ledger), Named.as("router-dead-letters")));
    return builder.build();
  }
}
