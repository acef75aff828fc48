package dev.tailrace.platform.management;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A registry in Prometheus's text format 0.0.4. */
public final class MetricsText {
  private MetricsText() {}

  /**
   * Writes each family once. Components that share a process also share families, and the format
   * allows a family's HELP and TYPE only once.
   */
  public static String of(CollectorRegistry registry) {
    Map<String, MetricFamilySamples> families = new LinkedHashMap<>();
    for (MetricFamilySamples family : Collections.list(registry.metricFamilySamples())) {
      families.merge(family.name, family, MetricsText::join);
    }
    StringWriter text = new StringWriter();
    try {
      TextFormat.write004(text, Collections.enumeration(families.values()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no I/O
    }
    return text.toString();
  }

  private static MetricFamilySamples join(MetricFamilySamples one, MetricFamilySamples other) {
    List<MetricFamilySamples.Sample> samples = new ArrayList<>(one.samples);
    samples.addAll(other.samples);
    return new MetricFamilySamples(one.name, one.unit, one.type, one.help, samples);
  }
}
