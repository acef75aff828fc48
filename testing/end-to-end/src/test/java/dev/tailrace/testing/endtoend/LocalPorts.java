package dev.tailrace.testing.endtoend;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** Free ports in the place of the quick start's usual ones. */
final class LocalPorts {
  private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

  static {
    OPTIONS.put("9092", "--kafka-port");
    OPTIONS.put("9200", "--elasticsearch-port");
    OPTIONS.put("9000", "--s3-port");
    OPTIONS.put("8080", "--live-tail-port");
    OPTIONS.put("8081", "--management-port");
  }

  private LocalPorts() {}

  /** A free port for each usual one. */
  static Map<String, String> choose() throws IOException {
    Map<String, ServerSocket> sockets = new LinkedHashMap<>();
    for (String usual : OPTIONS.keySet()) {
      sockets.put(usual, new ServerSocket(0));
    }
    Map<String, String> ports = new LinkedHashMap<>();
    for (Entry<String, ServerSocket> entry : sockets.entrySet()) {
      ports.put(entry.getKey(), Integer.toString(entry.getValue().getLocalPort()));
      entry.getValue().close();
    }
    return ports;
  }

  /** The address with this run's port. */
  static String replace(String url, Map<String, String> ports) {
    String replaced = url;
    for (Entry<String, String> port : ports.entrySet()) {
      replaced = replaced.replace("127.0.0.1:" + port.getKey(), "127.0.0.1:" + port.getValue());
    }
    return replaced;
  }

  /** Starts {@code tailrace local} on these ports, its data below the directory. */
  static TailraceJvm start(Path directory, Map<String, String> ports, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("local"));
    ports.forEach((usual, port) -> arguments.addAll(List.of(OPTIONS.get(usual), port)));
    arguments.addAll(List.of("--data-dir", directory.resolve("data").toString()));
    arguments.addAll(List.of(more));
    Path output = Files.createTempFile(directory, "local", ".out");
    return TailraceJvm.start(output, arguments.toArray(String[]::new));
  }
}
