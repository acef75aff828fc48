package dev.tailrace.testing.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * A node, broker and controller in one, and the cluster it belongs to.
 *
 * @param clusterId for a folder that is new; one that was used has its own
 * @param id from 1
 * @param port of its broker
 * @param controllerPorts of the controllers of all nodes, in the order of their ids
 */
record ClusterNode(String clusterId, int id, int port, List<Integer> controllerPorts) {
  private static final int MOST_REPLICAS = 3;

  ClusterNode {
    controllerPorts = List.copyOf(controllerPorts);
  }

  /**
   * The one node of its cluster.
   *
   * @param port of its broker, 0 for a free one
   */
  static ClusterNode alone(int port) {
    return new ClusterNode(
        newClusterId(), 1, port == 0 ? Ports.choose() : port, List.of(Ports.choose()));
  }

  /** The nodes of a cluster, on free ports. */
  static List<ClusterNode> together(int nodes) {
    String clusterId = newClusterId();
    List<Integer> ports = Ports.choose(2 * nodes);
    List<Integer> controllerPorts = ports.subList(nodes, 2 * nodes);
    return IntStream.range(0, nodes)
        .mapToObj(i -> new ClusterNode(clusterId, i + 1, ports.get(i), controllerPorts))
        .toList();
  }

  private static String newClusterId() {
    return Uuid.randomUuid().toString();
  }

  int controllerPort() {
    return controllerPorts.get(id - 1);
  }

  boolean isAlone() {
    return controllerPorts.size() == 1;
  }

  /** How many replicas of everything the cluster keeps. */
  int replicas() {
    return Math.min(controllerPorts.size(), MOST_REPLICAS);
  }

  /** As {@code controller.quorum.voters} has them. */
  String voters() {
    return IntStream.range(0, controllerPorts.size())
        .mapToObj(i -> (i + 1) + "@127.0.0.1:" + controllerPorts.get(i))
        .collect(Collectors.joining(","));
  }

  /** For the command line of its process. */
  List<String> toArguments() {
    List<String> arguments =
        new ArrayList<>(List.of(clusterId, Integer.toString(id), Integer.toString(port)));
    controllerPorts.forEach(controllerPort -> arguments.add(controllerPort.toString()));
    return arguments;
  }

  /** What {@link #toArguments} gave. */
  static ClusterNode fromArguments(List<String> arguments) {
    return new ClusterNode(
        arguments.get(0),
        Integer.parseInt(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        arguments.stream().skip(3).map(Integer::valueOf).toList());
  }
}
