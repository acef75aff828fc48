package dev.tailrace.testing.embedded;

import dev.tailrace.testing.child.ServerStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports for the servers, each 0 to 65535, where 0 means any free one.
 *
 * @param kafka of the broker
 * @param elasticsearch of the HTTP API
 * @param s3 of the S3 endpoint
 */
public record Ports(int kafka, int elasticsearch, int s3) {

  private static final int LARGEST = 65535;

  /** Below what systems hand out for outgoing connections, which so cannot take it meanwhile. */
  private static final int FIRST_CHOSEN = 20_000;

  private static final int LAST_CHOSEN = 30_000;
  private static final int ATTEMPTS = 100;

  public Ports {
    requireRange("kafka", kafka);
    requireRange("elasticsearch", elasticsearch);
    requireRange("s3", s3);
  }

  /** Any free ports. */
  public static Ports free() {
    return new Ports(0, 0, 0);
  }

  /**
   * Checks that a server can have its port, before anything is started.
   *
   * @param server what people call it, for the message
   * @param port 0 is always free
   * @throws ServerStartException if something else listens there, naming server and port
   */
  public static void requireFree(String server, int port) {
    if (port != 0 && !isFree(port)) {
      throw new ServerStartException(
          "Port %d, wanted for %s, is in use; stop what listens there or choose another port"
              .formatted(port, server));
    }
  }

  void requireFree() {
    requireFree(EmbeddedKafka.NAME, kafka);
    requireFree(EmbeddedElasticsearch.NAME, elasticsearch);
    requireFree(EmbeddedS3.NAME, s3);
  }

  /** A port that nothing listens on now, for a server that has to know its port beforehand. */
  public static int choose() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_CHOSEN, LAST_CHOSEN);
      if (isFree(port)) {
        return port;
      }
    }
    throw new ServerStartException(
        "No free port between %d and %d".formatted(FIRST_CHOSEN, LAST_CHOSEN));
  }

  /** So many such ports, no two the same. */
  static List<Integer> choose(int count) {
    Set<Integer> ports = new LinkedHashSet<>();
    while (ports.size() < count) {
      ports.add(choose());
    }
    return List.copyOf(ports);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // what was closed a moment ago is free
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void requireRange(String server, int port) {
    if (port < 0 || port > LARGEST) {
      throw new IllegalArgumentException(
          "The port of %s is %d; give 0 (any free one) to %d".formatted(server, port, LARGEST));
    }
  }
}
