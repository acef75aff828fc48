package dev.tailrace.benchmarks;

import dev.tailrace.platform.kafka.KafkaConfig;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Topics;
import dev.tailrace.testing.child.JvmOptions;
import dev.tailrace.testing.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The agent beside other shippers, in turn, each sending the same file to the same broker, lz4,
 * batches of 256 KiB, 10 ms linger, {@code acks=all}. Daemons run all the time, as they do on a
 * runner; the warm-up is what the first file after their start costs.
 */
final class AgentBenchmark {
  private final Path directory;
  private final long bytes;
  private final int runs;
  private final PrintStream out;

  AgentBenchmark(Path directory, long bytes, int runs, PrintStream out) {
    this.directory = directory;
    this.bytes = bytes;
    this.runs = runs;
    this.out = out;
  }

  void run(Path launcher) throws IOException, InterruptedException {
    Path input = directory.resolve("input.log");
    LinesFile lines = LinesFile.write(input, bytes);
    out.printf(
        "input: %d MB, %d lines of the log schema%n", lines.bytes() / 1_000_000, lines.count());
    try (EmbeddedKafka server =
        EmbeddedKafka.startInChild(directory.resolve("kafka"), 0, JvmOptions.throughput(1024))) {
      KafkaConfig kafka = new KafkaConfig(server.bootstrapServers(), 1, 1, Map.of());
      new TopicCreator(kafka).create(List.of(Topics.RAW, Topics.DEAD_LETTERS));
      try (RawTopicEnd topic = new RawTopicEnd(kafka, lines.count())) {
        new FollowingBenchmark(launcher, directory, runs, out).run(kafka.bootstrapServers());
        report(measure(contenders(launcher, lines.bytes()), input, topic));
      }
    }
  }

  private List<Contender> contenders(Path launcher, long size) {
    List<Contender> all =
        List.of(
            KcatShipper.contender(size),
            new AgentShipper(launcher, /* redaction= */ true, size).contender(),
            new AgentShipper(launcher, /* redaction= */ false, size).contender(),
            RsyslogShipper.contender(size));
    all.stream()
        .filter(contender -> !contender.available())
        .forEach(contender -> out.println(contender.name() + ": not installed, left out"));
    return all.stream().filter(Contender::available).toList();
  }

  private Map<String, List<Cost>> measure(List<Contender> contenders, Path input, RawTopicEnd topic)
      throws IOException, InterruptedException {
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    Map<String, Shipper> shippers = new LinkedHashMap<>();
    try {
      for (Contender contender : contenders) {
        Path own = Files.createDirectories(directory.resolve(contender.name()));
        shippers.put(contender.name(), contender.start().in(own, topic));
      }
      for (int run = 0; run <= runs; run++) {
        measure(run, shippers, input, topic, costs);
      }
    } finally {
      shippers.values().forEach(Shipper::close);
    }
    return costs;
  }

  private void measure(
      int run,
      Map<String, Shipper> shippers,
      Path input,
      RawTopicEnd topic,
      Map<String, List<Cost>> costs)
      throws IOException, InterruptedException {
    for (Map.Entry<String, Shipper> shipper : shippers.entrySet()) {
      Cost cost = shipper.getValue().ship(input, topic);
      String label = run == 0 ? "warm-up" : "run " + run;
      out.printf("%-8s %-15s %s%n", label, shipper.getKey(), cost.describe());
      if (run > 0) {
        costs.computeIfAbsent(shipper.getKey(), name -> new ArrayList<>()).add(cost);
      }
    }
  }

  private void report(Map<String, List<Cost>> costs) {
    List<Cost> kcat = costs.get("kcat");
    if (kcat == null) {
      out.println("no ratios: there is no kcat to compare with; Debian's package is called kcat");
      return;
    }
    ToDoubleFunction<Cost> cpu = Cost::cpuSecondsPerGigabyte;
    ratio("rsyslog/kcat-cpu", costs.get("rsyslog"), kcat, cpu);
    ratio("agent/kcat-cpu", costs.get("agent"), kcat, cpu);
    ratio("agent-noredact/kcat-cpu", costs.get("agent-noredact"), kcat, cpu);
    ratio("agent/kcat-mbs", costs.get("agent"), kcat, Cost::megabytesPerSecond);
  }

  private void ratio(
      String name, @Nullable List<Cost> ours, List<Cost> theirs, ToDoubleFunction<Cost> figure) {
    if (ours != null) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < ours.size(); i++) {
        ratios.add(figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)));
      }
      out.println(Ratio.of(name, ratios).line());
    }
  }
}
