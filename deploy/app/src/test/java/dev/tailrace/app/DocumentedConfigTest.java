package dev.tailrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tailrace.parser.ParserConfig;
import dev.tailrace.parser.PatternConfig;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.streams.StreamsSettings;
import dev.tailrace.platform.tracing.OtlpTracing;
import dev.tailrace.platform.tracing.TracingConfig;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.schemas.Category;
import dev.tailrace.sinks.livetail.LiveTailConfig;
import dev.tailrace.sinks.s3.S3Config;
import dev.tailrace.sinks.s3.S3SinkRole;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations that the documents show are configurations. */
final class DocumentedConfigTest {
  private static final Pattern CONFIGURATION =
      Pattern.compile("```yaml\n((?:kafka|management|agent):.*?)```", Pattern.DOTALL);
  private static final Pattern LEDGER = Pattern.compile("```yaml\n(ledger:.*?)```", Pattern.DOTALL);
  private static final Pattern PROCESSORS =
      Pattern.compile(
          "```yaml\n((?:parser|enricher|router|streams|elasticsearch|kibana):.*?)```",
          Pattern.DOTALL);
  private static final Pattern TRACING =
      Pattern.compile("```yaml\n(tracing:.*?)```", Pattern.DOTALL);
  private static final Pattern LIVE_TAIL =
      Pattern.compile("```yaml\n(live-tail:.*?)```", Pattern.DOTALL);
  private static final Pattern S3 = Pattern.compile("```yaml\n(s3:.*?)```", Pattern.DOTALL);
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  @ParameterizedTest
  @ValueSource(strings = {"agent.md", "http-inputs.md", "redaction.md"})
  void everyConfigurationOfADocumentIsValid(String document) throws IOException {
    String text = Files.readString(root().resolve("docs").resolve(document));
    List<MatchResult> found = CONFIGURATION.matcher(text).results().toList();

    assertThat(found).isNotEmpty();
    for (MatchResult block : found) {
      String yaml = block.group(1);
      assertThatCode(
              () ->
                  new ConfigReader(variables(yaml))
                      .parse(yaml, TailraceConfig.class)
                      .requireAgent())
          .as(yaml)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "formats.md",
        "enrichment.md",
        "routing.md",
        "redaction.md",
        "pipeline.md",
        "elasticsearch.md",
        "kibana.md"
      })
  void everyConfigurationOfTheProcessorsAndSinksIsValid(String document) throws IOException {
    String text = Files.readString(root().resolve("docs").resolve(document));
    List<MatchResult> found = PROCESSORS.matcher(text).results().toList();

    assertThat(found).isNotEmpty();
    for (MatchResult block : found) {
      String yaml = block.group(1);
      assertThatCode(() -> new ConfigReader(variables(yaml)).parse(yaml, TailraceConfig.class))
          .as(yaml)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void theConfigurationOfTheLedgerShowsItsDefaults() throws IOException {
    String text = Files.readString(root().resolve("docs/completeness.md"));
    MatchResult found = LEDGER.matcher(text).results().findFirst().orElseThrow();

    assertThat(new ConfigReader(Map.of()).parse(found.group(1), TailraceConfig.class).ledger())
        .isEqualTo(LedgerConfig.defaults());
  }

  @Test
  void theConfigurationOfTracingShowsItsDefaults() throws IOException {
    String text = Files.readString(root().resolve("docs/tracing.md"));
    MatchResult found = TRACING.matcher(text).results().findFirst().orElseThrow();
    ConfigReader reader = new ConfigReader(Map.of());

    assertThat(reader.parse(found.group(1), TailraceConfig.class).tracing())
        .isEqualTo(reader.parse("{}", TracingConfig.class));
    assertThat(reader.parse("{}", TailraceConfig.class).tracing()).isNull();
  }

  @Test
  void theMetricOfTracingIsAsDocumented() throws IOException {
    CollectorRegistry registry = new CollectorRegistry();
    TracingConfig config = new ConfigReader(Map.of()).parse("{}", TracingConfig.class);
    new OtlpTracing(config, "pipeline").register(registry);

    MetricFamilySamples family = Collections.list(registry.metricFamilySamples()).get(0);
    String labels = String.join(", ", family.samples.get(0).labelNames);
    assertThat(Files.readString(root().resolve("docs/tracing.md")))
        .contains("| `%s_total` | counter | %s | %s |".formatted(family.name, labels, family.help))
        .contains(
            family.samples.stream().map(s -> "\n| `" + s.labelValues.get(1) + "` | ").toList());
  }

  @Test
  void theConfigurationOfTheLiveTailShowsItsDefaults() throws IOException {
    String text = Files.readString(root().resolve("docs/live-tail.md"));
    MatchResult found = LIVE_TAIL.matcher(text).results().findFirst().orElseThrow();

    assertThat(new ConfigReader(Map.of()).parse(found.group(1), TailraceConfig.class).liveTail())
        .isEqualTo(LiveTailConfig.defaults());
  }

  @Test
  void theConfigurationOfTheArchiveShowsItsDefaults() throws IOException {
    String text = Files.readString(root().resolve("docs/lifecycle.md"));
    MatchResult found = S3.matcher(text).results().findFirst().orElseThrow();
    ConfigReader reader = new ConfigReader(Map.of());

    assertThat(reader.parse(found.group(1), TailraceConfig.class).s3())
        .isEqualTo(reader.parse("{}", S3Config.class));
  }

  @Test
  void theMetricsOfTheArchivesCompactionAreAsDocumented() throws IOException {
    String text = Files.readString(root().resolve("docs/archive.md"));
    CollectorRegistry registry = new CollectorRegistry();
    S3Config config = new ConfigReader(Map.of()).parse("{}", S3Config.class);
    try (S3SinkRole role = S3SinkRole.create(config, KafkaConfig.of("127.0.0.1:9092"))) {
      role.register(registry);
    }

    assertThat(Collections.list(registry.metricFamilySamples()))
        .filteredOn(family -> family.name.startsWith("tailrace_archive_"))
        .hasSize(5)
        .allSatisfy(
            family ->
                assertThat(text)
                    .contains("| `%s_total` | counter | %s |".formatted(family.name, family.help)));
  }

  @Test
  void theDaysOfTheArchiveAreThoseOfTheCatalogue() throws IOException {
    String text = Files.readString(root().resolve("docs/lifecycle.md"));

    for (Category category : Category.values()) {
      String row =
          "| `%s` | %s | %d days |"
              .formatted(
                  category.id(),
                  category.glacierAfter().map(age -> age.toDays() + " days").orElse(""),
                  category.retention().toDays())
              .replace("|  |", "| |");
      assertThat(text.contains(row)).as(row).isEqualTo(category.archived());
    }
  }

  @Test
  void theConfigurationOfTheTopologiesShowsItsDefaults() throws IOException {
    String text = Files.readString(root().resolve("docs/pipeline.md"));
    MatchResult found = PROCESSORS.matcher(text).results().findFirst().orElseThrow();

    assertThat(new ConfigReader(Map.of()).parse(found.group(1), TailraceConfig.class).streams())
        .isEqualTo(StreamsSettings.defaults());
  }

  @Test
  void theFormatOfOnesOwnIsTaken() throws IOException {
    String text = Files.readString(root().resolve("docs/formats.md"));
    MatchResult found = PROCESSORS.matcher(text).results().findFirst().orElseThrow();

    ParserConfig parser =
        new ConfigReader(Map.of()).parse(found.group(1), TailraceConfig.class).parser();

    assertThat(parser.keepColours()).isTrue();
    assertThat(parser.patterns()).extracting(PatternConfig::name).containsExactly("billing");
  }

  private static Map<String, String> variables(String yaml) {
    Map<String, String> variables = new HashMap<>();
    VARIABLE
        .matcher(yaml)
        .results()
        .forEach(v -> variables.put(v.group(1), v.group(1) + "-5f2a9c71"));
    return variables;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
