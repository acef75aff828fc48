package dev.tailrace.app;

import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.schemas.Topics;
import dev.tailrace.sinks.elasticsearch.ElasticsearchBootstrap;
import dev.tailrace.sinks.s3.S3Bootstrap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prepares Kafka, Elasticsearch and S3: what is there already stays or is brought up to date. */
@Command(
    name = "bootstrap",
    mixinStandardHelpOptions = true,
    description = "Create topics, install the index template and the bucket's lifecycle rules.")
final class BootstrapCommand implements Callable<Integer> {

  @Mixin private final ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws Exception {
    TailraceConfig settings = config.read();
    new TopicCreator(settings.kafka()).create(Topics.split());
    System.out.println("Kafka: topics are there.");
    if (settings.elasticsearch() != null) {
      ElasticsearchBootstrap.install(settings.elasticsearch());
      System.out.println("Elasticsearch: index template is installed.");
    }
    if (settings.s3() != null) {
      S3Bootstrap.install(settings.s3());
      System.out.println("S3: lifecycle rules are installed.");
    }
    return 0;
  }
}
