package dev.tailrace.benchmarks;

import dev.tailrace.parser.ParserBenchmark;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link ParserBenchmark} by JMH, each format in a JVM of its own, and prints one line each.
 */
final class ParserBenchmarks {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final int runs;
  private final PrintStream out;

  /**
   * @param runs of one second each, after as many that warm up
   */
  ParserBenchmarks(int runs, PrintStream out) {
    this.runs = runs;
    this.out = out;
  }

  Collection<RunResult> run() throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(ParserBenchmark.class.getName())
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .warmupIterations(runs)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(runs)
        .measurementTime(TimeValue.seconds(1))
        .forks(1);
    Collection<RunResult> results = new Runner(options.build()).run();
    results.forEach(this::print);
    return results;
  }

  private void print(RunResult result) {
    BenchmarkParams params = result.getParams();
    String name = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
    out.printf(
        Locale.ROOT,
        "%-14s %-13s %8.0f ns/op +- %.0f %8.0f bytes/op%n",
        name,
        params.getParam("format"),
        result.getPrimaryResult().getScore(),
        result.getPrimaryResult().getScoreError(),
        allocated(result));
  }

  private static double allocated(RunResult result) {
    for (Result<?> more : result.getSecondaryResults().values()) {
      if (more.getLabel().endsWith(ALLOCATED)) {
        return more.getScore();
      }
    }
    return Double.NaN;
  }
}
