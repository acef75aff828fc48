package dev.tailrace.testing.elasticsearch;

import java.nio.file.Path;
import org.elasticsearch.common.settings.Settings;

/** What this node does otherwise than a default one. */
final class NodeSettings {
  static final String NAME = "embedded-1";

  private NodeSettings() {}

  static Settings of(Path home, int httpPort) {
    return Settings.builder()
        .put("path.home", home.toString())
        .put("path.data", home.resolve("data").toString())
        .put("path.logs", home.resolve("logs").toString())
        .put("cluster.name", "embedded")
        .put("node.name", NAME)
        .put("discovery.type", "single-node")
        .put("network.host", "127.0.0.1")
        .put("http.type", "netty4")
        .put("http.port", httpPort)
        .put("transport.type", "netty4")
        .put("transport.port", 0)
        // A day index for each category and day adds up, and all of them are on this one node.
        .put("cluster.max_shards_per_node", 5000)
        // A laptop's disk is often nearly full, and must not make the indices read-only.
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .put("action.destructive_requires_name", false)
        // The Java client cannot decode the information on nodes without it.
        .put("cluster.election.strategy", "default")
        .build();
  }
}
