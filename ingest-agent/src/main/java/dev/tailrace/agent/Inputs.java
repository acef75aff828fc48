package dev.tailrace.agent;

import dev.tailrace.agent.lines.LineShape;
import dev.tailrace.schemas.SourceAttributes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the inputs of a configuration say of a path. The first input that matches it counts. */
final class Inputs {
  private record Input(InputConfig config, List<PathPattern> include, List<PathPattern> exclude) {}

  private record Match(InputConfig config, Map<String, String> parts) {}

  private final String host;
  private final List<Input> inputs = new ArrayList<>();
  private final @Nullable InputConfig stdin;

  Inputs(String host, List<InputConfig> configs) {
    this.host = host;
    this.stdin = configs.stream().filter(InputConfig::stdin).findFirst().orElse(null);
    for (InputConfig config : configs) {
      inputs.add(
          new Input(
              config,
              config.include().stream().map(p -> PathPattern.parse("include", p)).toList(),
              config.exclude().stream().map(Inputs::exclusion).toList()));
    }
  }

  private static PathPattern exclusion(String pattern) {
    return PathPattern.parse("exclude", pattern.contains("/") ? pattern : "/**/" + pattern);
  }

  List<PathPattern> patterns() {
    return inputs.stream().flatMap(input -> input.include().stream()).toList();
  }

  /** What is known of the lines of a file; empty if no input means it. */
  Optional<SourceAttributes> attributesOf(Path path) {
    return match(path).map(m -> attributes(m.config(), path.toString(), m.parts()));
  }

  /** What becomes one event of a file; empty if no input means it. */
  Optional<LineShape> shapeOf(Path path) {
    return match(path).map(m -> m.config().shape());
  }

  /** Whether an input means the file. */
  boolean means(Path path) {
    return match(path).isPresent();
  }

  /** The input that means the file; empty if none does. */
  Optional<InputConfig> inputOf(Path path) {
    return match(path).map(Match::config);
  }

  private Optional<Match> match(Path path) {
    for (Input input : inputs) {
      for (PathPattern pattern : input.include()) {
        Optional<Map<String, String>> parts = pattern.match(path);
        if (parts.isPresent() && input.exclude().stream().noneMatch(p -> p.excludes(path))) {
          return Optional.of(new Match(input.config(), parts.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** What is known of the lines of standard input; empty if it is not followed. */
  Optional<SourceAttributes> attributesOfStdin() {
    return Optional.ofNullable(stdin).map(config -> attributes(config, null, Map.of()));
  }

  /** What becomes one event of standard input. */
  LineShape shapeOfStdin() {
    return stdin == null ? LineShape.PLAIN : stdin.shape();
  }

  private SourceAttributes attributes(
      InputConfig config, @Nullable String path, Map<String, String> parts) {
    Map<String, String> context = new HashMap<>();
    if (path != null && config.format().container()) {
      context.putAll(ContainerPath.context(path));
    }
    context.putAll(parts);
    config
        .context()
        .forEach((key, value) -> context.put(key, new ContextTemplate(value).fill(parts)));
    return new SourceAttributes(host, path, config.service(), config.authority(), context);
  }
}
