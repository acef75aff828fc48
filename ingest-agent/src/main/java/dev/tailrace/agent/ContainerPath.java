package dev.tailrace.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a container's log says of it, under the names of the OpenTelemetry semantic
 * conventions. Kubernetes' names hold no underscore, so it parts them.
 */
final class ContainerPath {
  private static final List<Pattern> PATHS =
      List.of(
          Pattern.compile(
              ".*/(?<pod>[^/_]+)_(?<namespace>[^/_]+)_(?<container>[^/_]+)-(?<id>[0-9a-f]{64})\\.log"),
          Pattern.compile(
              ".*/pods/(?<namespace>[^/_]+)_(?<pod>[^/_]+)_(?<uid>[^/_]+)/(?<container>[^/]+)/[0-9]+\\.log.*"),
          Pattern.compile(".*/(?<id>[0-9a-f]{64})/\\k<id>-json\\.log.*"));

  private static final Map<String, String> KEYS =
      Map.of(
          "pod", "k8s.pod.name",
          "namespace", "k8s.namespace.name",
          "container", "k8s.container.name",
          "uid", "k8s.pod.uid",
          "id", "container.id");

  private ContainerPath() {}

  /** Keys and values for the context; empty for a path of another kind. */
  static Map<String, String> context(String path) {
    for (Pattern pattern : PATHS) {
      Matcher matcher = pattern.matcher(path);
      if (matcher.matches()) {
        return context(pattern.pattern(), matcher);
      }
    }
    return Map.of();
  }

  private static Map<String, String> context(String pattern, Matcher matcher) {
    Map<String, String> context = new LinkedHashMap<>();
    KEYS.forEach(
        (group, key) -> {
          if (pattern.contains("(?<" + group + ">")) {
            context.put(key, matcher.group(group));
          }
        });
    return context;
  }
}
