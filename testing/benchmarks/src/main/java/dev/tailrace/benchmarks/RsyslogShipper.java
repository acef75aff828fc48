package dev.tailrace.benchmarks;

import dev.tailrace.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** rsyslog, reading with imfile and sending with omkafka, lines as they are. */
final class RsyslogShipper {
  private static final String CONFIGURATION =
      """
      global(workDirectory="%1$s")
      module(load="imfile" mode="inotify")
      module(load="omkafka")
      template(name="line" type="string" string="%%msg%%")
      input(type="imfile" File="%1$s/in/*.log" Tag="bench" Ruleset="send")
      ruleset(name="send" queue.type="LinkedList" queue.size="100000") {
        action(type="omkafka" broker=["%2$s"] topic="%3$s" template="line"
               confParam=["compression.codec=lz4", "batch.size=262144", "linger.ms=10",
                          "acks=all", "queue.buffering.max.kbytes=65536"])
      }
      """;

  private RsyslogShipper() {}

  static Contender contender(long bytes) {
    boolean available =
        Programs.installed("rsyslogd")
            && Files.exists(Path.of("/usr/lib/x86_64-linux-gnu/rsyslog/omkafka.so"));
    return new Contender(
        "rsyslog", available, (directory, topic) -> start(directory, topic, bytes));
  }

  private static Shipper start(Path directory, RawTopicEnd topic, long bytes) throws IOException {
    Path in = Files.createDirectories(directory.resolve("in"));
    Path configuration = directory.resolve("rsyslog.conf");
    Files.writeString(
        configuration,
        CONFIGURATION.formatted(directory, topic.bootstrapServers(), Topics.RAW.name()));
    return Daemon.start(Programs.rsyslogd(configuration, directory), directory, in, bytes);
  }
}
