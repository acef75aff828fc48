package dev.tailrace.local;

import dev.tailrace.app.TailraceConfig;
import dev.tailrace.sinks.elasticsearch.ElasticsearchCounter;
import dev.tailrace.sinks.s3.ArchiveReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many lines each stage has, and whether the stages agree.
 *
 * @param acknowledged lines that the agent read and Kafka acknowledged
 * @param raw records in {@code logs.raw}; more than lines if some were sent twice
 * @param routed events in the category topics
 * @param deadLetters lines that ended in {@code logs.dlq}
 * @param searchable documents in Elasticsearch
 * @param archivable events of the categories that are archived
 * @param archived events in S3
 */
record Census(
    long acknowledged,
    long raw,
    long routed,
    long deadLetters,
    long searchable,
    long archivable,
    long archived) {

  /** Whether every line is where it should be, once. */
  boolean agrees() {
    return raw >= acknowledged
        && routed + deadLetters == acknowledged
        && searchable == routed
        && archived == archivable;
  }

  /** A table to print, a line each. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(row("stage", "where", "lines", "should be"));
    lines.add(row("ingest-agent", "read and acknowledged", acknowledged, acknowledged));
    lines.add(row("kafka", "logs.raw", raw, "at least " + acknowledged));
    lines.add(row("stream-router", "category topics", routed, acknowledged - deadLetters));
    lines.add(row("", "logs.dlq", deadLetters, acknowledged - routed));
    lines.add(row("sink-elasticsearch", "documents", searchable, routed));
    lines.add(row("sink-s3", "archived lines", archived, archivable));
    return lines;
  }

  private static String row(Object stage, Object where, Object lines, Object expected) {
    return String.format("%-20s %-24s %14s %24s", stage, where, lines, expected);
  }

  /** Takes the census by asking the servers themselves, not the stages. */
  static final class Taker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Taker.class);

    private final TailraceConfig config;
    private final TopicCounter topics;
    private final ElasticsearchCounter documents;
    private long lastSearchable;

    Taker(TailraceConfig config) {
      this.config = config;
      this.topics = new TopicCounter(config.kafka());
      this.documents = new ElasticsearchCounter(config.requireElasticsearch());
    }

    /** The documents there are, or were when Elasticsearch last answered. */
    long searchable() {
      try {
        lastSearchable = documents.count();
      } catch (UncheckedIOException e) {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("Elasticsearch cannot be counted");
      }
      return lastSearchable;
    }

    long deadLetters() {
      topics.update();
      return topics.deadLetters();
    }

    Census take(long acknowledged) {
      topics.update();
      return new Census(
          acknowledged,
          topics.raw(),
          topics.routed(),
          topics.deadLetters(),
          searchable(),
          topics.archivable(),
          archived());
    }

    private long archived() {
      try (ArchiveReader archive = new ArchiveReader(config.requireS3())) {
        return archive.countRecords();
      }
    }

    @Override
    public void close() {
      topics.close();
      documents.close();
    }
  }
}
