package dev.tailrace.testing.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the jobs of an ecosystem print, section by section, from a resource of its name. */
final class Script {
  private static final String SECTION = "=== ";
  private static final Map<Ecosystem, Script> ALL = all();

  private final Map<String, List<Template>> sections = new HashMap<>();

  private Script(String text) {
    List<Template> section = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(SECTION)) {
        section =
            sections.computeIfAbsent(line.substring(SECTION.length()), s -> new ArrayList<>());
      } else {
        section.add(Template.parse(line));
      }
    }
  }

  static Script of(Ecosystem ecosystem) {
    return Objects.requireNonNull(ALL.get(ecosystem));
  }

  /** The lines of a section; none if the script lacks it. */
  List<Template> section(String name) {
    return sections.getOrDefault(name, List.of());
  }

  private static Map<Ecosystem, Script> all() {
    Map<Ecosystem, Script> scripts = new EnumMap<>(Ecosystem.class);
    String common = resource("common.txt");
    for (Ecosystem ecosystem : Ecosystem.values()) {
      String own = resource(ecosystem.name().toLowerCase(Locale.ROOT) + ".txt");
      scripts.put(ecosystem, new Script(common + "\n" + own));
    }
    return scripts;
  }

  private static String resource(String name) {
    try (InputStream in = Script.class.getResourceAsStream("output/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
