package dev.tailrace.benchmarks;

import dev.tailrace.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/** rsyslog, reading a category's topic with imkafka and writing with omelasticsearch. */
final class RsyslogIndexer implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      global(workDirectory="%1$s")
      module(load="imkafka")
      module(load="omelasticsearch")
      template(name="document" type="string" string="%%msg%%")
      input(type="imkafka" topic="%2$s" broker="%3$s" consumergroup="rsyslog-%5$d"
            confParam=["auto.offset.reset=earliest"] ruleset="send")
      ruleset(name="send" queue.type="LinkedList" queue.size="100000"
              queue.dequeuebatchsize="2000") {
        action(type="omelasticsearch" server="127.0.0.1" serverport="%4$d" template="document"
               searchIndex="%6$s" searchType="" bulkmode="on" maxbytes="5m"
               action.resumeretrycount="-1")
      }
      """;

  private static final Path MODULES = Path.of("/usr/lib/x86_64-linux-gnu/rsyslog");
  private final Process process;

  private RsyslogIndexer(Process process) {
    this.process = process;
  }

  static boolean available() {
    return Programs.installed("rsyslogd")
        && Stream.of("imkafka.so", "omelasticsearch.so")
            .allMatch(module -> Files.exists(MODULES.resolve(module)));
  }

  /**
   * Starts it at the beginning of the topic.
   *
   * @param port of the node
   */
  static RsyslogIndexer start(Path directory, String brokers, int port) throws IOException {
    Path own = Files.createTempDirectory(directory, "rsyslog");
    Path configuration = own.resolve("rsyslog.conf");
    Files.writeString(
        configuration,
        CONFIGURATION.formatted(
            own,
            Topics.of(FiledEvents.CATEGORY).name(),
            brokers,
            port,
            System.nanoTime(),
            today()));
    Process process =
        new ProcessBuilder(Programs.rsyslogd(configuration, own))
            .redirectErrorStream(true)
            .redirectOutput(own.resolve("output.txt").toFile())
            .start();
    return new RsyslogIndexer(process);
  }

  /** The index of today, as the sink names it. */
  static String today() {
    return FiledEvents.CATEGORY.indexPrefix()
        + DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT)
            .format(LocalDate.now(ZoneOffset.UTC));
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    Programs.stop(process);
  }
}
