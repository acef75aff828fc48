package dev.tailrace.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what the documents say. Ports and the data directory are this test's own; everything else is
 * as written.
 */
class DocumentsIT {
  private static final Pattern CURL = Pattern.compile("curl -s '?(http://[^' ]+)'?");
  private static final Pattern MAVEN = Pattern.compile("\\./mvnw .*");

  private static final String REDACT = "./tailrace redact";
  private static final String FACTS = "./tailrace facts";
  private static final String ARCHIVE = "./tailrace archive";
  private static final String REPLAY = "./tailrace replay";
  private static final String SEARCH = "./tailrace search";
  private static final String EXPORT = "--kibana-export";
  private static final String CONFIG = "tailrace.yaml";

  @TempDir private Path directory;

  @Test
  void everyCommandThatLooksAtARunningPipelineHasAnAnswer() throws Exception {
    Map<String, String> ports = LocalPorts.choose();
    try (TailraceJvm local = LocalPorts.start(directory, ports, "--rate", "20")) {
      awaitLines(ports);
      for (String command : Documents.commands()) {
        Matcher curl = CURL.matcher(command);
        if (curl.matches()) {
          assertThat(get(LocalPorts.replace(curl.group(1), ports))).as(command).isNotBlank();
        } else if (command.startsWith("./tailrace tail")) {
          tail(command, ports);
        } else if (command.contains(EXPORT)) {
          assertThat(shell(command)).as(command).isNotBlank();
        } else if (command.startsWith(FACTS)
            || command.startsWith(ARCHIVE)
            || command.startsWith(REPLAY)
            || command.startsWith(SEARCH)) {
          assertThat(shell(withConfig(command))).as(command).isNotBlank();
        } else if (command.contains("--config")) {
          check(command);
        }
      }
      assertThat(local.isAlive()).isTrue();
      local.stop(); // its servers write to the directory until they have ended
    }
  }

  private static String withConfig(String command) {
    return command.replaceFirst("--config \\S+", "--config data/" + CONFIG);
  }

  /** Without -f, which would not end. */
  private void tail(String command, Map<String, String> ports) throws Exception {
    List<String> arguments = arguments(command.replace(" -f", ""));
    arguments.addAll(List.of("--url", "http://127.0.0.1:" + ports.get("8080")));
    assertThat(exitCode(arguments)).as(command).isZero();
  }

  /** A role goes on for ever; its configuration is checked instead. */
  private void check(String command) throws Exception {
    List<String> arguments = arguments(command);
    arguments.set(
        arguments.indexOf("--config") + 1, directory.resolve("data/tailrace.yaml").toString());
    if (!command.contains("bootstrap") && !command.contains("--check")) {
      arguments.add("--check");
    }
    assertThat(exitCode(arguments)).as(command).isZero();
  }

  /** With a build log and a rule file, the document's own. */
  @Test
  void everyRedactionHasAnOutcome() throws Exception {
    String document = Files.readString(ProjectRoot.find().resolve("docs/redaction.md"));
    String rules = document.substring(document.indexOf("```yaml\nallow:") + "```yaml\n".length());
    Files.writeString(directory.resolve("acme.yaml"), rules.substring(0, rules.indexOf("```")));
    String known = "ghp_" + "a1B2c3D4".repeat(4) + "wXyZ";
    String own = "acme_9fk2mq7xt4vb8nl1cr6w";
    Files.writeString(directory.resolve("build.log"), known + "\nACME=" + own + "\n");

    for (String command : Documents.commands()) {
      if (command.startsWith(REDACT)) {
        String printed = shell(command);
        assertThat(printed).as(command).isNotBlank().doesNotContain(known);
        assertThat(printed.contains(own)).as(command).isEqualTo(!command.contains("acme.yaml"));
      }
    }
  }

  private String shell(String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            "tailrace() { \"$JAVA\" -XX:TieredStopAtLevel=1 -cp \"$CLASSES\""
                + " dev.tailrace.app.Tailrace \"$@\"; }; "
                + command.substring("./".length()));
    builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin/java") + "");
    builder.environment().put("CLASSES", System.getProperty("java.class.path"));
    Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + "\n" + printed).isZero();
    return printed;
  }

  @Test
  void everyOtherCommandIsOneThatTheseTestsRun() throws Exception {
    List<String> others =
        Documents.commands().stream()
            .filter(command -> !CURL.matcher(command).matches())
            .filter(command -> !MAVEN.matcher(command).matches())
            .filter(command -> !command.startsWith("./tailrace tail"))
            .filter(command -> !command.startsWith(REDACT))
            .filter(command -> !command.contains(EXPORT))
            .filter(command -> !command.contains("--config"))
            .distinct()
            .toList();

    assertThat(others)
        .containsExactlyInAnyOrder(
            "./tailrace local",
            "./tailrace local --file '/var/log/ci/*.log'",
            "./tailrace local --file '/var/log/ci/*.log' --until-idle",
            "./tailrace bench pipeline",
            "./tailrace bench latency",
            "./tailrace bench parser",
            "./tailrace bench agent",
            "./tailrace bench redaction",
            "./tailrace bench sinks");
  }

  @Test
  void theGateIsTheTestCommandOfTheReadme() throws Exception {
    Path root = ProjectRoot.find();
    assertThat(Files.readString(root.resolve("README.md"))).contains("```sh\n./mvnw verify\n```");
    assertThat(Files.readString(root.resolve(".ci/run"))).contains("./mvnw -B verify");
  }

  private static void awaitLines(Map<String, String> ports) {
    String count = "http://127.0.0.1:" + ports.get("9200") + "/tailrace-*/_count?q=log.level:INFO";
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> !get(count).contains("\"count\":0,"));
  }

  private static String get(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(url + "\n" + response.body()).isEqualTo(200);
    return response.body();
  }

  private static List<String> arguments(String command) {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    words.remove(0);
    return words;
  }

  private int exitCode(List<String> arguments) throws Exception {
    Path output = Files.createTempFile(directory, "command", ".out");
    try (TailraceJvm process = TailraceJvm.start(output, arguments.toArray(String[]::new))) {
      return process.awaitExit(60);
    }
  }
}
