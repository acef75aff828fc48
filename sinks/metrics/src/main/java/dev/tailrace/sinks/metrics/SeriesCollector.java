package dev.tailrace.sinks.metrics;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Shows the series in the store as Prometheus metrics. */
final class SeriesCollector extends Collector {
  private final List<MetricDefinition> catalogue;
  private final Supplier<Map<SeriesKey, SeriesValue>> series;

  SeriesCollector(List<MetricDefinition> catalogue, Supplier<Map<SeriesKey, SeriesValue>> series) {
    this.catalogue = catalogue;
    this.series = series;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Map<SeriesKey, SeriesValue> values = series.get();
    List<MetricFamilySamples> families = new ArrayList<>();
    for (MetricDefinition metric : catalogue) {
      List<MetricFamilySamples.Sample> samples = new ArrayList<>();
      values.forEach(
          (key, value) -> {
            if (key.metric().equals(metric.name())) {
              addSamples(samples, metric, key, value);
            }
          });
      Type type = metric.measure() == null ? Type.COUNTER : Type.HISTOGRAM;
      families.add(new MetricFamilySamples(metric.name(), type, metric.help(), samples));
    }
    return families;
  }

  private static void addSamples(
      List<MetricFamilySamples.Sample> samples,
      MetricDefinition metric,
      SeriesKey key,
      SeriesValue value) {
    String name = metric.name();
    List<String> labels = metric.labelNames();
    if (metric.measure() == null) {
      samples.add(sample(name, labels, key.labels(), (double) value.count()));
      return;
    }
    List<String> withBound = appended(labels, "le");
    long cumulative = 0;
    for (int i = 0; i < value.buckets().size(); i++) {
      cumulative += value.buckets().get(i);
      String bound = doubleToGoString(metric.buckets().get(i));
      samples.add(
          sample(name + "_bucket", withBound, appended(key.labels(), bound), (double) cumulative));
    }
    List<String> all = appended(key.labels(), "+Inf");
    samples.add(sample(name + "_bucket", withBound, all, (double) value.count()));
    samples.add(sample(name + "_count", labels, key.labels(), (double) value.count()));
    samples.add(sample(name + "_sum", labels, key.labels(), value.sum()));
  }

  private static MetricFamilySamples.Sample sample(
      String name, List<String> labels, List<String> values, double value) {
    return new MetricFamilySamples.Sample(name, labels, values, value);
  }

  private static List<String> appended(List<String> list, String last) {
    List<String> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
