package dev.tailrace.app;

import dev.tailrace.platform.management.Component;
import dev.tailrace.platform.management.ManagementConfig;
import dev.tailrace.platform.management.ManagementServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The components of one process with their management server, started and ended in order. */
public final class TailraceProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TailraceProcess.class);

  private final List<Component> components;
  private final CollectorRegistry registry = new CollectorRegistry();
  private final ManagementServer management;
  private final Deque<Component> started = new ArrayDeque<>();

  /**
   * @param components in the order in which they start; they end in reverse
   */
  public TailraceProcess(ManagementConfig config, List<Component> components) {
    this.components = List.copyOf(components);
    DefaultExports.register(registry);
    components.forEach(component -> component.register(registry));
    this.management = new ManagementServer(config, components, registry);
  }

  /**
   * Serves health at once, so that probes have an answer while the rest waits for its servers.
   *
   * @throws IOException if the management port is taken
   */
  public void startManagement() throws IOException {
    management.start();
  }

  public void startComponents() {
    for (Component component : components) {
      component.start();
      synchronized (started) {
        started.push(component);
      }
      LOG.atInfo().addKeyValue("component", component.name()).log("started");
    }
  }

  public int managementPort() {
    return management.port();
  }

  /** What {@code /metrics} serves. */
  public String metrics() {
    return ManagementServer.text(registry);
  }

  /** Ends everything that was started; a component that fails to end does not stop the others. */
  @Override
  public void close() {
    synchronized (started) {
      while (!started.isEmpty()) {
        close(started.pop());
      }
    }
    management.close();
  }

  private static void close(Component component) {
    try {
      component.close();
      LOG.atInfo().addKeyValue("component", component.name()).log("ended");
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("component", component.name()).setCause(e).log("did not end well");
    }
  }
}
