package dev.tailrace.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that cannot be read. Each is logged once and tried again at the next discovery. */
final class Troubles {
  private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

  private final Map<Path, String> current = new HashMap<>();
  private final Set<Path> logged = new HashSet<>();

  void add(Path path, IOException reason) {
    current.put(path, reason.toString());
    if (logged.add(path)) {
      LOG.atWarn()
          .addKeyValue("path", path)
          .addKeyValue("reason", reason.toString())
          .log("cannot read a file");
    }
  }

  boolean has(Path path) {
    return current.containsKey(path);
  }

  /** Before a discovery: everything gets another chance. */
  void clear() {
    logged.retainAll(current.keySet());
    current.clear();
  }

  @Nullable String summary() {
    return current.entrySet().stream()
        .min(Map.Entry.comparingByKey())
        .map(first -> "cannot read " + current.size() + " files, as " + first)
        .orElse(null);
  }
}
