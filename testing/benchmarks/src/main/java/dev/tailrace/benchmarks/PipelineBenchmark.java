package dev.tailrace.benchmarks;

import dev.tailrace.app.PipelineTopology;
import dev.tailrace.parser.ParserConfig;
import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.router.LivePolicy;
import dev.tailrace.router.RouterConfig;
import dev.tailrace.router.ledger.LedgerConfig;
import dev.tailrace.schemas.Topic;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The fused pipeline beside a topology that only copies bytes from topic to topic, in turn, on one
 * thread, exactly once. The repositories are known, and one in a hundred is watched. The broker
 * runs in a process of its own, so that what is measured is the topologies alone.
 */
final class PipelineBenchmark {
  private static final String COPY = "bench.copy";

  /** So that both inputs have about as many lines. */
  private static final int LINES_OF_TEXT_IN_ONE_OF_JSON = 5;

  private final Path directory;
  private final long bytes;
  private final int runs;
  private final PrintStream out;

  PipelineBenchmark(Path directory, long bytes, int runs, PrintStream out) {
    this.directory = directory;
    this.bytes = bytes;
    this.runs = runs;
    this.out = out;
  }

  /** What it cost, for lines of the log schema and for the output of jobs. */
  List<Ratio> run() throws ExecutionException, InterruptedException {
    Ratio schema = run("json", "pipeline/copy", "the log schema's JSON", RawLines::schema, bytes);
    Ratio text =
        run(
            "text",
            "pipeline-text/copy",
            "GitHub Actions text",
            RawLines::text,
            Math.max(1, bytes / LINES_OF_TEXT_IN_ONE_OF_JSON));
    List<Ratio> ratios = List.of(schema, text);
    ratios.forEach(ratio -> out.println(ratio.line()));
    return ratios;
  }

  private Ratio run(
      String folder,
      String name,
      String described,
      Function<KafkaConfig, RawLines> input,
      long wanted)
      throws ExecutionException, InterruptedException {
    Path home = directory.resolve(folder);
    try (EmbeddedKafka server = EmbeddedKafka.startInChild(home.resolve("kafka"), 0)) {
      KafkaConfig kafka = new KafkaConfig(server.bootstrapServers(), 1, 1, Map.of());
      createTopics(kafka);
      new Watched(kafka).publish();
      long written = input.apply(kafka).write(wanted);
      out.printf("input: %d MB of %s, one partition, one thread%n", written / 1_000_000, described);
      return measure(name, new MeasuredTopology(kafka, home.resolve("streams")), written);
    }
  }

  private static void createTopics(KafkaConfig kafka) {
    List<Topic<?, ?>> topics = new ArrayList<>(Topics.fused());
    topics.add(new Topic<>(COPY, Topics.RAW.keys(), Topics.RAW.values(), Topics.RAW.settings()));
    new TopicCreator(kafka).create(topics);
  }

  private Ratio measure(String name, MeasuredTopology measured, long written)
      throws ExecutionException, InterruptedException {
    List<Double> ratios = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      Cost copy = measured.measure("bench-copy-" + run, copy(), written);
      Cost pipeline =
          measured.measure(
              "bench-pipeline-" + run,
              PipelineTopology.build(
                  ParserConfig.defaults(),
                  new RouterConfig(LivePolicy.WATCHED),
                  LedgerConfig.defaults()),
              written);
      String label = run == 0 ? "warm-up" : "run " + run;
      out.printf("%-8s copy     %s%n", label, copy.describe());
      out.printf("%-8s pipeline %s%n", label, pipeline.describe());
      if (run > 0) {
        ratios.add(pipeline.cpuSecondsPerGigabyte() / copy.cpuSecondsPerGigabyte());
      }
    }
    return Ratio.of(name, ratios);
  }

  private static Topology copy() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            Topics.RAW.name(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("copy-source"))
        .to(COPY, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("copy-sink"));
    return builder.build();
  }
}
