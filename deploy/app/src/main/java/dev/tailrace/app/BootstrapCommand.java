package dev.tailrace.app;

import dev.tailrace.platform.drift.Difference;
import dev.tailrace.platform.kafka.TopicCheck;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.ElasticsearchBootstrap;
import dev.tailrace.sinks.elasticsearch.IndexMode;
import dev.tailrace.sinks.elasticsearch.kibana.KibanaBootstrap;
import dev.tailrace.sinks.s3.S3Bootstrap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prepares Kafka, Elasticsearch, Kibana and S3: what is there already stays or is brought up to
 * date.
 */
@Command(
    name = "bootstrap",
    mixinStandardHelpOptions = true,
    description =
        "Create topics, install the index templates, import Kibana's dashboards, and install the"
            + " bucket's lifecycle rules.")
final class BootstrapCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(
      names = "--check",
      description =
          "Change nothing. Show what is not as it should be, a line each; the exit code is 1 if"
              + " there is such a thing.")
  private boolean check;

  @Option(
      names = "--kibana-export",
      paramLabel = "FILE",
      description =
          "Only write what Kibana is given to a file, to be imported by hand. Needs no"
              + " configuration.")
  private @Nullable Path export;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (export != null) {
      write(export, out);
      return 0;
    }
    TailraceConfig settings = config.read();
    if (check) {
      return show(differences(settings), out);
    }
    install(settings, out);
    return 0;
  }

  private static void install(TailraceConfig settings, PrintWriter out) throws Exception {
    new TopicCreator(settings.kafka()).create(Topics.split());
    out.println("Kafka: topics are there.");
    if (settings.elasticsearch() != null) {
      IndexMode mode = ElasticsearchBootstrap.install(settings.elasticsearch());
      out.println(
          "Elasticsearch: index templates are installed; the mode of new indices is " + mode + ".");
    }
    if (settings.kibana() != null) {
      KibanaBootstrap.install(settings.kibana());
      out.println("Kibana: saved objects are imported.");
    }
    if (settings.s3() != null) {
      S3Bootstrap.install(settings.s3());
      out.println("S3: lifecycle rules are installed.");
    }
  }

  private static List<Difference> differences(TailraceConfig settings)
      throws SinkUnavailableException {
    List<Difference> all =
        new ArrayList<>(new TopicCheck(settings.kafka()).differences(Topics.split()));
    if (settings.elasticsearch() != null) {
      all.addAll(ElasticsearchBootstrap.differences(settings.elasticsearch()));
    }
    if (settings.s3() != null) {
      all.addAll(S3Bootstrap.differences(settings.s3()));
    }
    return all;
  }

  private static int show(List<Difference> differences, PrintWriter out) {
    differences.forEach(out::println);
    if (differences.isEmpty()) {
      out.println("everything is as it should be");
    }
    return differences.isEmpty() ? 0 : 1;
  }

  private static void write(Path file, PrintWriter out) throws IOException {
    Files.writeString(file, KibanaBootstrap.ndjson());
    out.println("Kibana: saved objects are written to " + file + ".");
  }
}
