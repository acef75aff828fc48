package dev.tailrace.testing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.testing.child.ServerStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void namesServerAndPortThatIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.requireFree("Kafka", taken.getLocalPort()))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("Kafka")
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void choosesAPortThatIsFree() {
    int port = Ports.choose();

    assertThatCode(() -> Ports.requireFree("Kafka", port)).doesNotThrowAnyException();
    assertThat(port).isBetween(20_000, 30_000);
  }

  @Test
  void refusesWhatIsNoPort() {
    assertThatThrownBy(() -> new Ports(0, 65536, 0)).hasMessageContaining("elasticsearch is 65536");
  }
}
