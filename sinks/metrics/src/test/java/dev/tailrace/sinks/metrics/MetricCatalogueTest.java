package dev.tailrace.sinks.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricCatalogueTest {

  @Test
  void namesEveryMetricOnce() {
    assertThat(MetricCatalogue.ALL).extracting(MetricDefinition::name).doesNotHaveDuplicates();
  }

  @Test
  void endsCountersInTotalAndHistogramsInTheirUnit() {
    assertThat(MetricCatalogue.ALL)
        .allSatisfy(
            metric ->
                assertThat(metric.name())
                    .endsWith(metric.measure() == null ? "_total" : "_seconds"));
  }

  @Test
  void givesBucketsInAscendingOrder() {
    assertThat(MetricCatalogue.ALL)
        .allSatisfy(metric -> assertThat(metric.buckets()).isSorted().doesNotHaveDuplicates());
  }
}
