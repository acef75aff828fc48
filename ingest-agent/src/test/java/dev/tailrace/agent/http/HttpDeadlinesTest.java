package dev.tailrace.agent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow, or send more than belongs into a header. */
final class HttpDeadlinesTest {
  private static final String HEADERS =
      "POST /v1/logs HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nAuthorization: Bearer "
          + HttpRig.TOKEN
          + "\r\n";

  @TempDir Path directory;

  private HttpRig rig;

  @BeforeEach
  void start() {
    rig =
        new HttpRig(
            directory,
            """
            header-deadline: 500ms
            body-deadline: 500ms
            idle-timeout: 20s
            max-connections: 20
            """);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** Sends a byte now and then until the server has had enough, and returns its answer. */
  private String trickle(String begin, char more) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(begin.getBytes(ISO_8859_1));
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(10))
          .until(() -> socket.getInputStream().available() > 0 || !takes(socket, more));
      return rest(socket);
    }
  }

  private static boolean takes(Socket socket, char more) {
    try {
      socket.getOutputStream().write(more);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String rest(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        answer.append((char) next);
      }
    } catch (SocketException e) {
      // The server has closed while this side was still sending.
    }
    return answer.toString();
  }

  private boolean serves() {
    return rig.send(rig.logs("text/plain"), "x").statusCode() == 202;
  }

  @Test
  void cutsABodyThatTrickles() throws IOException {
    String answer = trickle(HEADERS + "Content-Length: 100\r\n\r\n", 'x');

    assertThat(answer).startsWith("HTTP/1.1 408 ").contains("did not come in time");
    assertThat(rig.spooled("acme")).isEmpty();
    assertThat(serves()).isTrue();
  }

  @Test
  void cutsHeadersThatTrickle() throws IOException {
    assertThat(trickle("POST /v1/logs HTTP/1.1\r\nX-A: ", 'x')).isEmpty();
    assertThat(serves()).isTrue();
  }

  @Test
  void cutsTheHeadersOfALaterRequestThatTrickle() throws IOException {
    try (Socket socket = connect()) {
      String first = HEADERS + "Content-Length: 1\r\n\r\nx";
      socket.getOutputStream().write(first.getBytes(ISO_8859_1));
      await().until(() -> socket.getInputStream().available() > 0);
      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(10))
          .until(() -> !takes(socket, 'P'));

      assertThat(rest(socket)).startsWith("HTTP/1.1 202 ");
    }
  }

  @Test
  void cutsAConnectionThatSaysNothing() throws IOException {
    try (Socket socket = connect()) {
      assertThat(rest(socket)).isEmpty();
    }
  }

  @Test
  void keepsAConnectionThatIsIdleBetweenRequests() throws IOException {
    try (Socket socket = connect()) {
      byte[] request = (HEADERS + "Content-Length: 1\r\n\r\nx").getBytes(ISO_8859_1);
      socket.getOutputStream().write(request);
      await().until(() -> socket.getInputStream().available() > 0);
      byte[] first = socket.getInputStream().readNBytes(socket.getInputStream().available());
      // Longer than the deadline for headers, of which none is coming.
      await()
          .during(Duration.ofMillis(1500))
          .atMost(Duration.ofSeconds(5))
          .until(() -> socket.getInputStream().available() == 0);
      socket.getOutputStream().write(request);
      await().until(() -> socket.getInputStream().available() > 0);

      assertThat(new String(first, ISO_8859_1)).startsWith("HTTP/1.1 202 ");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
  }

  @Test
  void refusesHeadersThatAreTooLong() throws IOException {
    String header = "X-A: " + "x".repeat(20_000) + "\r\n\r\n";

    assertThat(rig.raw("POST /v1/logs HTTP/1.1\r\nHost: a\r\n" + header))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void servesOthersWhenManyConnectionsSayNothing() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        silent.add(connect());
      }
      assertThat(serves()).isTrue();
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }
}
