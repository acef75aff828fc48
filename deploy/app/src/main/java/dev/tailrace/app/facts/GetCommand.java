package dev.tailrace.app.facts;

import dev.tailrace.app.cli.KafkaOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tailrace facts get}. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Print a fact as a line of JSON; exit with 1 if there is none.")
final class GetCommand implements Callable<Integer> {
  private static final int NOT_FOUND = 1;

  @Mixin private final KafkaOption kafka;
  @Mixin private final FactKey fact = new FactKey();

  @Spec private CommandSpec spec = CommandSpec.create();

  GetCommand(KafkaOption kafka) {
    this.kafka = kafka;
  }

  @Override
  public Integer call() {
    String key = fact.key();
    byte[] json = new FactTopic(kafka.read(), fact.kind()).all().get(key);
    if (json == null) {
      spec.commandLine()
          .getErr()
          .println("tailrace: nothing is known of " + fact + "; see: tailrace facts list");
      return NOT_FOUND;
    }
    spec.commandLine()
        .getOut()
        .println(
            FactJson.object(json)
                .map(FactJson::text)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            fact
                                + " is no JSON object and is ignored; put it again or forget it")));
    return 0;
  }
}
