package dev.tailrace.app.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.app.cli.KafkaOption;
import dev.tailrace.schemas.FactKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tailrace facts put}. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description = "Publish a fact. What was known under the key before is replaced as a whole.")
final class PutCommand implements Callable<Integer> {
  @Mixin private final KafkaOption kafka;
  @Mixin private final FactKey fact = new FactKey();

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "MEMBER",
      description =
          "What is known, as NAME=VALUE; lists are joined by commas. Or all of it as one JSON"
              + " object.")
  private List<String> members = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  PutCommand(KafkaOption kafka) {
    this.kafka = kafka;
  }

  @Override
  public Integer call() {
    FactKind kind = fact.kind();
    String key = fact.key();
    byte[] json = FactJson.bytes(read(kind));
    new FactTopic(kafka.read(), kind).put(key, json);
    spec.commandLine().getOut().println("put " + fact);
    return 0;
  }

  private ObjectNode read(FactKind kind) {
    try {
      return FactInput.read(kind, members);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
