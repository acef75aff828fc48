package dev.tailrace.app;

import dev.tailrace.agent.Agent;
import dev.tailrace.enricher.EnricherTopology;
import dev.tailrace.parser.ParserTopology;
import dev.tailrace.platform.management.Component;
import dev.tailrace.platform.redaction.RedactionListener;
import dev.tailrace.platform.redaction.Redactor;
import dev.tailrace.platform.streams.StreamsComponent;
import dev.tailrace.platform.streams.Tracing;
import dev.tailrace.platform.tracing.OtlpTracing;
import dev.tailrace.platform.tracing.TracingConfig;
import dev.tailrace.router.RouterTopology;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.elasticsearch.ElasticsearchSinkRole;
import dev.tailrace.sinks.livetail.LiveTailServer;
import dev.tailrace.sinks.metrics.MetricsComponent;
import dev.tailrace.sinks.s3.S3SinkRole;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.Topology;
import picocli.CommandLine.TypeConversionException;

/**
 * What a process can be. The same code runs whether a role has a process of its own or shares one.
 */
public enum Role {
  AGENT("Follow log files and publish each line to Kafka.") {
    @Override
    public Component component(TailraceConfig config) {
      return new Agent(config.requireAgent(), config.kafka());
    }

    @Override
    List<Topic<?, ?>> topics() {
      return List.of(); // agents run on thousands of hosts; the topics are somebody else's to make
    }
  },
  PIPELINE("Parse, enrich and route in one hop.") {
    @Override
    public Component component(TailraceConfig config) {
      return streams(
          config,
          PipelineTopology.build(
              config.parser(), config.enricher(), config.router(), config.ledger()));
    }
  },
  PARSER("Parse only: logs.raw to logs.parsed.") {
    @Override
    public Component component(TailraceConfig config) {
      return streams(config, ParserTopology.split(config.parser()));
    }

    @Override
    List<Topic<?, ?>> topics() {
      return Topics.split();
    }
  },
  ENRICHER("Enrich only: logs.parsed to logs.enriched.") {
    @Override
    public Component component(TailraceConfig config) {
      return streams(config, EnricherTopology.split(config.enricher()));
    }

    @Override
    List<Topic<?, ?>> topics() {
      return Topics.split();
    }
  },
  ROUTER("Route only: logs.enriched to the category topics, live tail and CI events.") {
    @Override
    public Component component(TailraceConfig config) {
      return streams(config, RouterTopology.split(config.router(), config.ledger()));
    }

    @Override
    List<Topic<?, ?>> topics() {
      return Topics.split();
    }
  },
  SINK_ELASTICSEARCH("Store log events in Elasticsearch, hot.") {
    @Override
    public Component component(TailraceConfig config) {
      return ElasticsearchSinkRole.create(config.requireElasticsearch(), config.kafka());
    }
  },
  SINK_S3("Archive log events in S3, cold.") {
    @Override
    public Component component(TailraceConfig config) {
      return S3SinkRole.create(config.requireS3(), config.kafka());
    }
  },
  METRICS("Count CI events and serve them to Prometheus.") {
    @Override
    public Component component(TailraceConfig config) {
      return new MetricsComponent(config.kafka(), config.streams(), config.metrics());
    }
  },
  LIVE_TAIL("Serve the live tail.") {
    @Override
    public Component component(TailraceConfig config) {
      return new LiveTailServer(config.liveTail(), config.kafka());
    }
  };

  private final String description;

  Role(String description) {
    this.description = description;
  }

  /** The subcommand: lower case words joined by hyphens. */
  String command() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What people write: the subcommand. */
  @Override
  public String toString() {
    return command();
  }

  /**
   * Reads a subcommand.
   *
   * @throws TypeConversionException if there is no such role; the message names them
   */
  static Role parse(String command) {
    return Arrays.stream(values())
        .filter(role -> role.command().equals(command))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + command + "' is no role; roles are " + List.of(values())));
  }

  String description() {
    return description;
  }

  /**
   * Builds the role's component; nothing is started.
   *
   * @throws dev.tailrace.platform.config.ConfigException if a section it needs is missing
   */
  public abstract Component component(TailraceConfig config);

  /**
   * Checks that the sections it needs are there; what they say was checked when they were read.
   *
   * @throws dev.tailrace.platform.config.ConfigException if one is missing; the message names it
   */
  void check(TailraceConfig config) {
    switch (this) {
      case AGENT -> Redactor.of(config.requireAgent().redaction(), RedactionListener.NONE);
      case SINK_ELASTICSEARCH -> config.requireElasticsearch();
      case SINK_S3 -> config.requireS3();
      default -> {
        // every section the others need has defaults
      }
    }
  }

  /** The topics that must exist before it starts. */
  List<Topic<?, ?>> topics() {
    return Topics.fused();
  }

  Component streams(TailraceConfig config, Topology topology) {
    TracingConfig tracing = config.tracing();
    return new StreamsComponent(
        command(),
        topology,
        config.kafka(),
        config.streams(),
        tracing == null ? Tracing.NONE : new OtlpTracing(tracing, command()));
  }
}
