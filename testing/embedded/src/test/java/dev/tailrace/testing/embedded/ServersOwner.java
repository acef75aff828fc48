package dev.tailrace.testing.embedded;

import java.nio.file.Path;

/** A process that starts all three, tells who its children are, and waits to be killed. */
public final class ServersOwner {
  private ServersOwner() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedServers servers =
        EmbeddedServers.start(Path.of(arguments[0]), Ports.free(), "archive", line -> {});
    System.out.println(servers.elasticsearch().process().pid());
    System.out.println(servers.s3().process().pid());
    Thread.sleep(Long.MAX_VALUE);
  }
}
