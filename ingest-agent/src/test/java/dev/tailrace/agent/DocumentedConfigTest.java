package dev.tailrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tailrace.platform.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of the documentation are configurations. */
final class DocumentedConfigTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static Path documentation() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    return root.resolve("docs").resolve("files.md");
  }

  @Test
  void theExamplesAreValid() throws IOException {
    List<MatchResult> examples = YAML.matcher(Files.readString(documentation())).results().toList();

    assertThat(examples).hasSizeGreaterThan(5);
    for (MatchResult example : examples) {
      assertThatCode(() -> new ConfigReader(Map.of()).parse(example.group(1), AgentConfig.class))
          .as(example.group(1))
          .doesNotThrowAnyException();
    }
  }
}
