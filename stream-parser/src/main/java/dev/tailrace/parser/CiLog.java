package dev.tailrace.parser;

import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.JsonMembers;
import dev.tailrace.schemas.Level;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The marks that CI platforms and their tools put into a job's output: groups, annotations,
 * sections, steps, and the last line. They are content: they say how severe a line is and where in
 * the job it stands, and nothing of whose it is.
 */
final class CiLog implements LineFormat {
  /** The key of memory that says that a source is a job of Buildkite. */
  static final String BUILDKITE = "buildkite";

  private static final int LONGEST_COMMAND = 4096;
  private static final String SECTION_START = "section_start:";
  private static final String SECTION_END = "section_end:";

  @Override
  public @Nullable Line read(String text, LineSetting setting) {
    if (text.isEmpty()) {
      return null;
    }
    String masked = SecretMarks.masked(text);
    if (masked != null) {
      return Line.of(masked, null, Map.of());
    }
    SourceMemory memory = setting.memory();
    return switch (text.charAt(0)) {
      case '#' -> hashes(text, memory);
      case ':' -> text.startsWith("::") ? command(text, text.indexOf("::", 2), memory) : null;
      case 's' -> gitlabSection(text, memory);
      case '-', '+', '~', '^' -> buildkite(text, memory);
      case '[' -> jenkins(text, memory);
      case 'P', 'C', 'J', 'F', 'E', 'U' -> lastWords(text, memory);
      default -> null;
    };
  }

  /** GitHub's and Azure's {@code ##[kind]text}, Azure's {@code ##vso[..]}, TeamCity's messages. */
  private static @Nullable Line hashes(String text, SourceMemory memory) {
    if (text.startsWith("##[")) {
      int end = text.indexOf(']');
      return end < 0 ? null : mark(text.substring(3, end), text.substring(end + 1), memory);
    }
    int kind = text.startsWith("##vso[") || text.startsWith("##teamcity[") ? text.indexOf('[') : -1;
    int end = kind < 0 ? -1 : text.indexOf(']', kind);
    if (end < 0) {
      return null;
    }
    String properties = text.substring(kind + 1, end).toLowerCase(Locale.ROOT);
    String said = text.startsWith("##vso[") ? text.substring(end + 1) : text;
    return Line.of(said, azureLevel(properties), Map.of());
  }

  private static @Nullable Level azureLevel(String properties) {
    if (properties.contains("type=error") || properties.contains("status='error'")) {
      return Level.ERROR;
    }
    return properties.contains("type=warning") || properties.contains("status='warning'")
        ? Level.WARN
        : null;
  }

  private static @Nullable Line mark(String kind, String said, SourceMemory memory) {
    return switch (kind) {
      case "error" -> Line.of(said, Level.ERROR, Map.of());
      case "warning" -> Line.of(said, Level.WARN, Map.of());
      case "debug" -> Line.of(said, Level.DEBUG, Map.of());
      case "notice", "command", "endgroup" -> Line.of(said, null, Map.of());
      case "group" -> {
        if (said.startsWith("Run ")) {
          memory.set(SourceMemory.STEP, said);
        }
        yield Line.of(said, null, Map.of());
      }
      case "section" -> section(said, memory);
      default -> null;
    };
  }

  /** Azure's sections are its steps; the last one ends the job. */
  private static Line section(String said, SourceMemory memory) {
    Line line = Line.of(said, null, Map.of());
    if (said.startsWith("Starting: ")) {
      memory.set(SourceMemory.STEP, said.substring("Starting: ".length()));
    } else if (said.startsWith("Finishing: ")) {
      boolean step = said.substring("Finishing: ".length()).equals(memory.get(SourceMemory.STEP));
      memory.set(SourceMemory.STEP, null);
      return step ? line : line.tagged(Tags.JOB_END);
    }
    return line;
  }

  /** A workflow command of GitHub: {@code ::error file=app.js,line=1::Missing semicolon}. */
  private static @Nullable Line command(String text, int end, SourceMemory memory) {
    if (end < 0 || end > LONGEST_COMMAND) {
      return null;
    }
    int space = text.indexOf(' ', 2);
    int nameEnd = space > 0 && space < end ? space : end;
    String name = text.substring(2, nameEnd);
    String said = unescaped(text.substring(end + 2));
    return switch (name) {
      case "error", "warning", "notice", "debug" ->
          Line.of(said, level(name), properties(text.substring(nameEnd, end)));
      case "group" -> mark("group", said, memory);
      case "endgroup" -> Line.of(said, null, Map.of());
      default -> null;
    };
  }

  private static Level level(String name) {
    return switch (name) {
      case "error" -> Level.ERROR;
      case "warning" -> Level.WARN;
      case "debug" -> Level.DEBUG;
      default -> Level.INFO;
    };
  }

  private static Map<String, Object> properties(String list) {
    Map<String, Object> context = new LinkedHashMap<>();
    for (String property : list.strip().split(",", 16)) {
      int equals = property.indexOf('=');
      String name = equals < 0 ? "" : property.substring(0, equals).strip();
      if (name.equals("file")
          || name.equals("line")
          || name.equals("endLine")
          || name.equals("col")
          || name.equals("title")) {
        context.put("annotation." + name, unescaped(property.substring(equals + 1)));
      }
    }
    return context;
  }

  private static String unescaped(String text) {
    return text.indexOf('%') < 0
        ? text
        : text.replace("%0D", "\r")
            .replace("%0A", "\n")
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%");
  }

  /** {@code section_start:1560896352:build_script[collapsed=true]\r\e[0KTitle}. */
  private static @Nullable Line gitlabSection(String text, SourceMemory memory) {
    boolean start = text.startsWith(SECTION_START);
    if (!start && !text.startsWith(SECTION_END)) {
      return null;
    }
    int colon = text.indexOf(':', (start ? SECTION_START : SECTION_END).length());
    int nameEnd = colon + 1;
    while (nameEnd < text.length() && isName(text.charAt(nameEnd))) {
      nameEnd++;
    }
    if (colon < 0 || nameEnd == colon + 1) {
      return null;
    }
    memory.set(SourceMemory.STEP, start ? text.substring(colon + 1, nameEnd) : null);
    int title = text.indexOf('\r', nameEnd);
    String said = title < 0 ? "" : Escapes.afterErasures(text.substring(title + 1));
    return said.startsWith("section_") ? nextSection(said, memory) : Line.of(said, null, Map.of());
  }

  /** GitLab ends a section and begins the next in one line: the last mark of it counts. */
  private static Line nextSection(String text, SourceMemory memory) {
    int last = Math.max(text.lastIndexOf(SECTION_START), text.lastIndexOf(SECTION_END));
    Line line = last < 0 ? null : gitlabSection(text.substring(last), memory);
    return line == null ? Line.of(text, null, Map.of()) : line;
  }

  private static boolean isName(char c) {
    return c == '_' || c == '-' || c == '.' || Character.isLetterOrDigit(c);
  }

  /** A group of Buildkite, and not of a diff: only in a log that has Buildkite's time marks. */
  private static @Nullable Line buildkite(String text, SourceMemory memory) {
    boolean group = text.startsWith("--- ") || text.startsWith("+++ ") || text.startsWith("~~~ ");
    if (!group || memory.get(BUILDKITE) == null) {
      return null;
    }
    memory.set(SourceMemory.STEP, text.substring(4));
    return Line.of(text.substring(4), null, Map.of());
  }

  /** A line such as <code>[Pipeline] &#123; (Build)</code> begins a stage of Jenkins. */
  private static @Nullable Line jenkins(String text, SourceMemory memory) {
    if (text.startsWith("[Pipeline] { (") && text.endsWith(")")) {
      memory.set(SourceMemory.STEP, text.substring("[Pipeline] { (".length(), text.length() - 1));
      return Line.of(text, null, Map.of());
    }
    return null;
  }

  /** What stands at the end of a job's log. */
  private static @Nullable Line lastWords(String text, SourceMemory memory) {
    if (text.equals("Post job cleanup.")) {
      memory.set(SourceMemory.STEP, text);
      return Line.of(text, null, Map.of());
    }
    if (text.equals("Cleaning up orphan processes")
        || text.equals("Job succeeded")
        || text.startsWith("ERROR: Job failed: ")
        || isJenkinsEnd(text)) {
      memory.set(SourceMemory.STEP, null);
      Level level = text.startsWith("ERROR") ? Level.ERROR : null;
      return Line.of(text, level, Map.of()).tagged(Tags.JOB_END);
    }
    return null;
  }

  private static boolean isJenkinsEnd(String text) {
    return text.startsWith("Finished: ")
        && switch (text.substring("Finished: ".length())) {
          case "SUCCESS", "FAILURE", "UNSTABLE", "ABORTED", "NOT_BUILT" -> true;
          default -> false;
        };
  }

  /** The line with the step it stands in, if its log has steps. */
  static Line inStep(Line line, SourceMemory memory) {
    JsonMembers step = memory.step();
    return step == null || line.context().containsKey(ContextKeys.STEP_NAME)
        ? line
        : line.in(JsonMembers.with(line.context(), step));
  }
}
