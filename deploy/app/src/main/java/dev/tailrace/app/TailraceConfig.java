package dev.tailrace.app;

import static java.util.Objects.requireNonNullElseGet;

import dev.tailrace.agent.AgentConfig;
import dev.tailrace.enricher.EnricherConfig;
import dev.tailrace.parser.ParserConfig;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.management.ManagementConfig;
import dev.tailrace.platform.streams.StreamsSettings;
import dev.tailrace.platform.tracing.TracingConfig;
import dev.tailrace.router.LivePolicy;
import dev.tailrace.router.RouterConfig;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.sinks.elasticsearch.ElasticsearchConfig;
import dev.tailrace.sinks.elasticsearch.kibana.KibanaConfig;
import dev.tailrace.sinks.livetail.LiveTailConfig;
import dev.tailrace.sinks.metrics.MetricsConfig;
import dev.tailrace.sinks.s3.S3Config;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file. One file serves every role; a role reads the sections it needs, and the
 * sections of roles that a deployment does not run may be left out.
 */
public record TailraceConfig(
    KafkaConfig kafka,
    ManagementConfig management,
    StreamsSettings streams,
    ParserConfig parser,
    EnricherConfig enricher,
    RouterConfig router,
    LedgerConfig ledger,
    MetricsConfig metrics,
    LiveTailConfig liveTail,
    @Nullable TracingConfig tracing,
    @Nullable AgentConfig agent,
    @Nullable ElasticsearchConfig elasticsearch,
    @Nullable KibanaConfig kibana,
    @Nullable S3Config s3) {

  public TailraceConfig {
    kafka = requireNonNullElseGet(kafka, () -> KafkaConfig.of("127.0.0.1:9092"));
    management = requireNonNullElseGet(management, () -> new ManagementConfig("0.0.0.0", 8081));
    streams = requireNonNullElseGet(streams, StreamsSettings::defaults);
    parser = requireNonNullElseGet(parser, ParserConfig::defaults);
    enricher = requireNonNullElseGet(enricher, EnricherConfig::defaults);
    router = requireNonNullElseGet(router, () -> new RouterConfig(LivePolicy.ALL));
    ledger = requireNonNullElseGet(ledger, LedgerConfig::defaults);
    metrics = requireNonNullElseGet(metrics, MetricsConfig::defaults);
    liveTail = requireNonNullElseGet(liveTail, LiveTailConfig::defaults);
  }

  public AgentConfig requireAgent() {
    return require("agent", agent);
  }

  public ElasticsearchConfig requireElasticsearch() {
    return require("elasticsearch", elasticsearch);
  }

  public S3Config requireS3() {
    return require("s3", s3);
  }

  private static <T> T require(String section, @Nullable T value) {
    if (value == null) {
      throw new ConfigException(section, null, "this role needs the section '" + section + "'");
    }
    return value;
  }
}
