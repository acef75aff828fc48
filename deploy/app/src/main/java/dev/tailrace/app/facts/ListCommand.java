package dev.tailrace.app.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.app.cli.KafkaOption;
import dev.tailrace.app.cli.SafeText;
import dev.tailrace.schemas.FactKind;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tailrace facts list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "List the facts of a kind by key, as columns that are separated by tabs.")
final class ListCommand implements Callable<Integer> {
  @Mixin private final KafkaOption kafka;

  @Parameters(
      paramLabel = "KIND",
      converter = KindConverter.class,
      description = "Facts of what: ${COMPLETION-CANDIDATES}.")
  private FactKind kind = FactKind.REPOSITORY;

  @Option(names = "--json", description = "One JSON object a line, of key and fact.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  ListCommand(KafkaOption kafka) {
    this.kafka = kafka;
  }

  @Override
  public Integer call() {
    Map<String, byte[]> facts = new FactTopic(kafka.read(), kind).all();
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.println("key\t" + String.join("\t", kind.names()));
    }
    facts.forEach((key, value) -> print(key, FactJson.object(value), out));
    out.flush();
    return 0;
  }

  private void print(String key, Optional<ObjectNode> fact, PrintWriter out) {
    if (fact.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("tailrace: " + SafeText.of(key) + " is no JSON object and is ignored");
    } else {
      out.println(json ? FactJson.line(key, fact.get()) : row(key, fact.get()));
    }
  }

  private String row(String key, ObjectNode fact) {
    List<String> columns = new ArrayList<>(List.of(SafeText.of(key)));
    for (String name : kind.names()) {
      columns.add(SafeText.of(FactJson.column(fact.path(name))));
    }
    return String.join("\t", columns);
  }
}
