package dev.tailrace.agent;

import static java.util.Objects.requireNonNullElse;

import dev.tailrace.agent.lines.CarriageReturn;
import dev.tailrace.agent.lines.Encoding;
import dev.tailrace.agent.lines.LineFormat;
import dev.tailrace.agent.lines.LineShape;
import dev.tailrace.agent.lines.MultilineConfig;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Authority;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that belong together, or standard input, and what is known about their lines.
 *
 * @param include paths and globs, as in {@code /var/log/ci/**}{@code /*.log}. A part in braces, as
 *     in {@code /jobs/{organization}/{repo}/{run_id}/{job_id}.log}, becomes a value of the context.
 *     Compressed files are only matched by a pattern that ends in their suffix; {@code .gz} is then
 *     decompressed
 * @param exclude paths and globs to leave out; without a slash, names of files
 * @param service who writes the lines; null lets each line say
 * @param authority how far the lines may be believed; default {@code job}: not at all
 * @param context keys and values for every line; a value may refer to parts of the path, as in
 *     {@code "{organization}/{repo}"}
 * @param stdin follow standard input instead of files
 * @param format what is around each line; default {@code plain}: nothing
 * @param carriageReturn what a carriage return within a line means; default {@code collapse}
 * @param encoding {@code auto}, the default, which is UTF-8 or what a byte order mark says, or the
 *     name of a charset
 * @param multiline which lines belong together; null if none do
 */
public record InputConfig(
    List<String> include,
    List<String> exclude,
    @Nullable String service,
    Authority authority,
    Map<String, String> context,
    boolean stdin,
    LineFormat format,
    CarriageReturn carriageReturn,
    String encoding,
    @Nullable MultilineConfig multiline) {

  public InputConfig {
    include = List.copyOf(requireNonNullElse(include, List.of()));
    exclude = List.copyOf(requireNonNullElse(exclude, List.of()));
    authority = requireNonNullElse(authority, Authority.JOB);
    context = Map.copyOf(requireNonNullElse(context, Map.of()));
    format = requireNonNullElse(format, LineFormat.PLAIN);
    carriageReturn = requireNonNullElse(carriageReturn, CarriageReturn.COLLAPSE);
    encoding = requireNonNullElse(encoding, "auto");
    Encoding.Width width = Encoding.of(encoding).width();
    if (format.container() && width != Encoding.Width.AUTO && width != Encoding.Width.BYTES) {
      throw new ConfigException("encoding", encoding, "container runtimes do not write UTF-16");
    }
    if (stdin && !include.isEmpty()) {
      throw new ConfigException("include", include, "leave it out where stdin is true");
    }
    if (!stdin && include.isEmpty()) {
      throw new ConfigException("include", null, "name at least one path, or set stdin to true");
    }
    exclude.forEach(pattern -> PathPattern.parse("exclude", pattern));
    for (String pattern : stdin ? List.of("-") : include) {
      Set<String> parts = stdin ? Set.of() : PathPattern.parse("include", pattern).names();
      context.forEach((key, value) -> new ContextTemplate(value).requireNames(key, parts, pattern));
    }
  }

  /** Files of which nothing is believed. */
  public static InputConfig files(String... include) {
    return plain(List.of(include), /* stdin= */ false);
  }

  /** Standard input, of which nothing is believed. */
  public static InputConfig standardInput() {
    return plain(List.of(), /* stdin= */ true);
  }

  private static InputConfig plain(List<String> include, boolean stdin) {
    return new InputConfig(
        include,
        List.of(),
        null,
        Authority.JOB,
        Map.of(),
        stdin,
        LineFormat.PLAIN,
        CarriageReturn.COLLAPSE,
        "auto",
        null);
  }

  /** What becomes one event. */
  LineShape shape() {
    return new LineShape(format, carriageReturn, Encoding.of(encoding), multiline);
  }
}
