package dev.tailrace.app.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.tailrace.app.cli.SafeText;
import dev.tailrace.platform.config.ConfigException;
import dev.tailrace.schemas.Category;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.Level;
import dev.tailrace.schemas.LogEvent;
import dev.tailrace.schemas.LogEventJson;
import dev.tailrace.sinks.core.SinkUnavailableException;
import dev.tailrace.sinks.elasticsearch.ElasticsearchConfig;
import dev.tailrace.sinks.elasticsearch.ElasticsearchSearch;
import dev.tailrace.sinks.s3.ArchiveEntry;
import dev.tailrace.sinks.s3.ArchiveQuery;
import dev.tailrace.sinks.s3.ArchiveReader;
import dev.tailrace.sinks.s3.S3Config;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tailrace search}. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Find events, the newest first: in Elasticsearch, and in the archive for the days before.")
public final class SearchCommand implements Callable<Integer> {
  private static final Duration DEFAULT_SINCE = Duration.ofDays(1);

  @Mixin private final ConfigFile config = new ConfigFile();
  @Mixin private final Selection selection = new Selection();

  @Parameters(
      arity = "0..*",
      paramLabel = "WORD",
      description = "Only events whose message has all of these words, in any order.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--level",
      description = "Only events at least this severe: ${COMPLETION-CANDIDATES}.")
  private @Nullable Level level;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "100",
      description = "How many events at most. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(names = "--json", description = "Print each event as a JSON document on a line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Function<Path, Sections> configuration;
  private final boolean terminal;
  private int found;
  private boolean complete = true;

  /**
   * Where to search.
   *
   * @param elasticsearch null to search in the archive alone
   * @param s3 null to search in Elasticsearch alone
   */
  public record Sections(@Nullable ElasticsearchConfig elasticsearch, @Nullable S3Config s3) {}

  private SearchCommand(Function<Path, Sections> configuration, boolean terminal) {
    this.configuration = configuration;
    this.terminal = terminal;
  }

  /**
   * The command.
   *
   * @param configuration reads what a configuration file says of where events are
   * @param terminal whether a person looks on
   */
  public static CommandLine command(Function<Path, Sections> configuration, boolean terminal) {
    return new CommandLine(new SearchCommand(configuration, terminal));
  }

  @Override
  public Integer call() throws SinkUnavailableException {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be 1 or more");
    }
    Sections sections = config.read(configuration);
    if (sections.elasticsearch() == null && sections.s3() == null) {
      throw new ConfigException(
          "elasticsearch", null, "name it, or s3, or both: nothing to search");
    }
    Instant now = Instant.now();
    ArchiveQuery query = selection.query(now);
    Instant from = requireNonNullElse(query.from(), now.minus(DEFAULT_SINCE));
    Instant to = requireNonNullElse(query.to(), Instant.MAX);
    Instant hot = hotSince(sections, now);
    if (sections.elasticsearch() != null && to.isAfter(hot)) {
      searchHot(sections.elasticsearch(), within(query, later(from, hot), query.to()));
    }
    if (sections.s3() != null && found < limit && from.isBefore(hot)) {
      searchCold(sections.s3(), within(query, from, to.isBefore(hot) ? query.to() : end(hot)));
    }
    out().flush();
    say();
    return complete ? 0 : 1;
  }

  /** Where one of the two is missing all there is is in the other. */
  private static Instant hotSince(Sections sections, Instant now) {
    if (sections.elasticsearch() == null) {
      return Instant.MAX;
    }
    return sections.s3() == null ? Instant.MIN : ElasticsearchSearch.hotSince(now);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable Instant end(Instant hot) {
    return hot.equals(Instant.MAX) ? null : hot;
  }

  private static ArchiveQuery within(ArchiveQuery query, Instant from, @Nullable Instant to) {
    return new ArchiveQuery(query.categories(), from, to, query.repository(), query.jobId());
  }

  private void searchHot(ElasticsearchConfig elasticsearch, ArchiveQuery query)
      throws SinkUnavailableException {
    try (ElasticsearchSearch search = new ElasticsearchSearch(elasticsearch)) {
      search
          .newest(
              new ElasticsearchSearch.Wanted(
                  hotCategories(query),
                  query.from(),
                  query.to(),
                  query.repository(),
                  query.jobId(),
                  level,
                  String.join(" ", words)),
              limit)
          .forEach(document -> print(LogEventJson.read(document), new String(document, UTF_8)));
    }
  }

  /** Who names no category means those as well that are never archived. */
  private static Set<Category> hotCategories(ArchiveQuery query) {
    return query.categories().equals(ArchiveQuery.ARCHIVED)
        ? EnumSet.allOf(Category.class)
        : query.categories();
  }

  private void searchCold(S3Config s3, ArchiveQuery query) throws SinkUnavailableException {
    PrintWriter err = spec.commandLine().getErr();
    try (ArchiveReader reader = Archives.open(s3)) {
      List<ArchiveEntry> entries = reader.find(query).toList();
      ReadingProgress progress =
          new ReadingProgress(err, terminal, System::nanoTime, entries.size());
      Words wanted = new Words(String.join(" ", words));
      ColdSearch search = new ColdSearch(reader, query, event -> isWanted(event, wanted), progress);
      search.newest(entries, limit - found).forEach(hit -> print(hit.event(), hit.document()));
      if (!entries.isEmpty()) {
        progress.end();
      }
      search.passedOver().forEach(object -> err.println(Archives.inGlacier(object)));
      complete = search.passedOver().isEmpty();
    }
  }

  private boolean isWanted(LogEvent event, Words wanted) {
    return (level == null || event.level().isAtLeast(level)) && wanted.areIn(event.message());
  }

  private void print(LogEvent event, String document) {
    found++;
    out().println(json ? document : line(event));
  }

  private static String line(LogEvent event) {
    String repository = event.contextText(ContextKeys.REPOSITORY);
    String job = event.contextText(ContextKeys.JOB_ID);
    StringBuilder line = new StringBuilder();
    line.append(event.timestamp()).append(' ').append(event.level());
    line.append(' ').append(event.service());
    if (repository != null) {
      line.append(' ').append(repository);
    }
    if (job != null) {
      line.append(' ').append(job);
    }
    return SafeText.of(line.append("  ").append(event.message()).toString());
  }

  private void say() {
    PrintWriter err = spec.commandLine().getErr();
    if (found == 0 && complete) {
      err.println("tailrace: nothing matches");
    } else if (found >= limit) {
      err.println("tailrace: these are the newest " + limit + "; --limit shows more");
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
