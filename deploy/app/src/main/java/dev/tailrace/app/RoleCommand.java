package dev.tailrace.app;

import dev.tailrace.agent.Agent;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.platform.config.ConfigReader;
import dev.tailrace.platform.kafka.TopicCreator;
import dev.tailrace.platform.management.Component;
import dev.tailrace.router.RuleTests;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs roles until the process is told to end. */
@Command(mixinStandardHelpOptions = true)
final class RoleCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RoleCommand.class);
  private static final long RETRY_MILLIS = 5_000;
  private static final Duration CONFIG_INTERVAL = Duration.ofSeconds(1);

  private final Set<Role> roles = new LinkedHashSet<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(names = "--check", description = "Check the configuration and exit.")
  private boolean check;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "Of the router: run the examples of a file of rules and exit.")
  private @Nullable Path test;

  @Option(
      names = "--with",
      paramLabel = "ROLE",
      split = ",",
      description = "More roles to run in the same process: ${COMPLETION-CANDIDATES}.")
  private List<Role> with = new ArrayList<>();

  RoleCommand(Role role) {
    roles.add(role);
  }

  @Override
  public Integer call() throws Exception {
    Path examples = test;
    if (examples != null) {
      return testRules(examples);
    }
    roles.addAll(with);
    TailraceConfig settings = config.read();
    roles.forEach(role -> role.check(settings));
    if (check) {
      spec.commandLine().getOut().println(config.file() + " is valid.");
      return 0;
    }
    List<Component> components = roles.stream().map(role -> role.component(settings)).toList();
    run(settings, components);
    return 0;
  }

  private int testRules(Path examples) {
    if (!roles.contains(Role.ROUTER)) {
      throw new ConfigException("--test", examples, "is of the router: tailrace router --test");
    }
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    for (RuleTests.Result result :
        ConfigReader.withoutEnvironment().read(examples, RuleTests.class).run()) {
      out.println((result.passed() ? "PASS  " : "FAIL  ") + result.name());
      result.differences().forEach(difference -> out.println("      " + difference));
      failed += result.passed() ? 0 : 1;
    }
    out.println(failed == 0 ? "all examples are as expected" : failed + " are not as expected");
    return failed == 0 ? 0 : 1;
  }

  private void run(TailraceConfig settings, List<Component> components) throws Exception {
    TailraceProcess process = new TailraceProcess(settings.management(), components);
    CountDownLatch ended = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  main.interrupt();
                  process.close();
                  ended.countDown();
                },
                "shutdown"));
    process.startManagement();
    try {
      createTopics(settings);
      process.startComponents();
      watchConfiguration(settings, components);
      ended.await();
    } catch (InterruptedException e) {
      ended.await(); // the shutdown hook is closing; the process ends with it
    }
  }

  private void watchConfiguration(TailraceConfig settings, List<Component> components) {
    for (Component component : components) {
      if (component instanceof Agent agent) {
        new ConfigWatch(config, agent, settings, CONFIG_INTERVAL).start();
      }
    }
  }

  /** Kafka may start after this process does. */
  private void createTopics(TailraceConfig settings) throws InterruptedException {
    TopicCreator creator = new TopicCreator(settings.kafka());
    while (true) {
      try {
        for (Role role : roles) {
          if (!role.topics().isEmpty()) {
            creator.create(role.topics());
          }
        }
        return;
      } catch (KafkaException e) {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("waiting for Kafka");
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }
}
