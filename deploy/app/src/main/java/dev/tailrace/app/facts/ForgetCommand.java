package dev.tailrace.app.facts;

import dev.tailrace.app.cli.KafkaOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tailrace facts forget}. */
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    description = "Take a fact back. It is no failure if there is none.")
final class ForgetCommand implements Callable<Integer> {
  @Mixin private final KafkaOption kafka;
  @Mixin private final FactKey fact = new FactKey();

  @Spec private CommandSpec spec = CommandSpec.create();

  ForgetCommand(KafkaOption kafka) {
    this.kafka = kafka;
  }

  @Override
  public Integer call() {
    String key = fact.key();
    new FactTopic(kafka.read(), fact.kind()).put(key, null);
    spec.commandLine().getOut().println("forgot " + fact);
    return 0;
  }
}
