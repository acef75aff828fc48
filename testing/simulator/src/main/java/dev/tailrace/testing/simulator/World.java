package dev.tailrace.testing.simulator;

import java.util.ArrayList;
import java.util.List;

/** What exists on the platform: repositories, the most active first, and pools of runners. */
final class World {
  static final List<RunnerPool> POOLS =
      List.of(
          new RunnerPool("ubuntu-us-east", "ubuntu-latest", "linux", "us-east-1", 16, 2_500),
          new RunnerPool("ubuntu-eu-west", "ubuntu-latest", "linux", "eu-west-1", 12, 4_000),
          new RunnerPool("self-hosted-eu", "self-hosted,linux,x64", "linux", "eu-west-1", 6, 1_200),
          new RunnerPool("windows-us-east", "windows-latest", "windows", "us-east-1", 8, 15_000),
          new RunnerPool("macos-us-west", "macos-latest", "macos", "us-west-2", 4, 60_000));

  static final List<String> WORKFLOWS = List.of("ci.yml", "nightly.yml", "release.yml");
  static final List<String> TRIGGERS =
      List.of("push", "pull_request", "schedule", "workflow_dispatch");
  static final List<String> BRANCHES =
      List.of("main", "feature/checkout", "fix/flaky-login", "renovate/all", "größe-änderung");
  static final List<Repository> REPOSITORIES = repositories();

  private World() {}

  private static List<Repository> repositories() {
    List<String> organizations = List.of("acme", "initech", "globex", "umbrella");
    List<String> names = List.of("storefront", "payments", "api-gateway", "ml-models", "infra");
    List<Ecosystem> ecosystems = List.of(Ecosystem.values());
    List<Repository> repositories = new ArrayList<>();
    for (String name : names) {
      for (String organization : organizations) {
        int n = repositories.size();
        Ecosystem ecosystem = ecosystems.get((n * 3 + 1) % ecosystems.size());
        repositories.add(new Repository(organization, name, ecosystem, 0.02 + 0.01 * (n % 7)));
      }
    }
    return List.copyOf(repositories);
  }
}
