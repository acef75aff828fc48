package dev.tailrace.testing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;

/** Whether a port answers on loopback and on no other address of this machine. */
final class Loopback {
  private static final int CONNECT_MILLIS = 2000;

  private Loopback() {}

  static void assertOnlyThere(int port) throws SocketException {
    assertThat(answers(InetAddress.getLoopbackAddress(), port)).isTrue();
    assertThat(otherAddresses()).noneMatch(address -> answers(address, port));
  }

  private static List<InetAddress> otherAddresses() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
