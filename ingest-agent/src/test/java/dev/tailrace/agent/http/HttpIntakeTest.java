package dev.tailrace.agent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpIntakeTest {
  private static final String NDJSON = "application/x-ndjson";
  private static final String OTLP_JSON =
      "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"hi\"}}]}]}]}";

  @TempDir Path directory;

  private HttpRig rig;

  @BeforeEach
  void start() {
    rig = new HttpRig(directory, "max-spool: 1MiB\nmax-body: 100KiB\nmax-decompressed: 4MiB\n");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  private static void assertRefused(HttpResponse<byte[]> response, int status, String error) {
    assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(text(response)).contains("\"error\":").contains(error).contains("\"remedy\":");
  }

  private static String sign(String secret, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
  }

  private HttpRequest.Builder webhook(String event, String signature) {
    return rig.request("/v1/github")
        .header("Content-Type", "application/json")
        .header("X-GitHub-Event", event)
        .header("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958")
        .header("X-Hub-Signature-256", signature);
  }

  @Test
  void storesLinesByteForByteBeforeItAnswers() {
    byte[] body =
        "{\"a\":1}\r\n\n{ \"b\" : \"\u00e9\" }\nno json \u0000 \u0080".getBytes(ISO_8859_1);

    HttpResponse<byte[]> response = rig.send(rig.logs(NDJSON), body);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(text(response)).isEqualTo("{\"lines\":3}");
    assertThat(rig.spooled("acme"))
        .isEqualTo("{\"a\":1}\n{ \"b\" : \"\u00e9\" }\nno json \u0000 \u0080\n");
  }

  @Test
  void redactsBeforeAnythingIsWritten() {
    rig.send(rig.logs("text/plain; charset=utf-8"), "password hunter2");

    assertThat(rig.spooled("acme")).isEqualTo("password ***\n");
  }

  @Test
  void acceptsABodyWithoutALine() {
    assertThat(rig.send(rig.logs(NDJSON), "\n\n").statusCode()).isEqualTo(202);
    assertThat(rig.send(rig.logs(NDJSON), "").statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void takesCompressedBodies(String coding) throws IOException {
    byte[] lines = "one\ntwo\n".getBytes(UTF_8);
    byte[] body = coding.equals("gzip") ? HttpRig.gzip(lines) : Zstd.compress(lines);

    HttpResponse<byte[]> response =
        rig.send(rig.logs(NDJSON).header("Content-Encoding", coding), body);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(rig.spooled("acme")).isEqualTo("one\ntwo\n");
  }

  @Test
  void answersOtlpAsItsSpecificationAsks() {
    HttpResponse<byte[]> json = rig.send(rig.logs("application/json"), OTLP_JSON);
    HttpResponse<byte[]> protobuf = rig.send(rig.logs("application/x-protobuf"), new byte[0]);
    HttpResponse<byte[]> damaged =
        rig.send(rig.logs("application/x-protobuf"), new byte[] {10, 99, 1});
    HttpResponse<byte[]> wrong =
        rig.send(rig.logs("application/json"), "{\"resourceLogs\":[{\"scopeLogs\":7}]}");

    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(text(json)).isEqualTo("{}");
    assertThat(rig.spooled("acme")).isEqualTo("{\"message\":\"hi\",\"context\":{}}\n");
    assertThat(protobuf.statusCode()).isEqualTo(200);
    assertThat(protobuf.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
    assertThat(damaged.statusCode()).isEqualTo(400);
    assertThat(Arrays.copyOf(damaged.body(), 2)).containsExactly(8, 3);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(text(wrong)).contains("\"code\":3", "resourceLogs[0].scopeLogs must be an array");
  }

  @Test
  void takesJsonThatIsNotOtlpForLines() {
    HttpResponse<byte[]> response = rig.send(rig.logs("application/json"), "{\"message\":\"x\"}");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(rig.spooled("acme")).isEqualTo("{\"message\":\"x\"}\n");
  }

  @Test
  void asksForAToken() {
    HttpResponse<byte[]> none =
        rig.send(rig.request("/v1/logs").header("Content-Type", NDJSON), "x");
    HttpResponse<byte[]> wrong =
        rig.send(
            rig.request("/v1/logs")
                .header("Content-Type", NDJSON)
                .header("Authorization", "Bearer " + HttpRig.TOKEN + "x"),
            "x");
    HttpResponse<byte[]> basic =
        rig.send(
            rig.request("/v1/logs")
                .header("Content-Type", NDJSON)
                .header("Authorization", "Basic " + HttpRig.TOKEN),
            "x");

    assertRefused(none, 401, "there is no token");
    assertThat(none.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    assertRefused(wrong, 401, "the token is not known");
    assertThat(text(wrong)).doesNotContain(HttpRig.TOKEN);
    assertRefused(basic, 401, "there is no token");
    assertThat(rig.spooled("acme")).isEmpty();
  }

  @Test
  void tellsWrongRequestsApart() throws IOException {
    assertRefused(rig.send(rig.request("/v2/logs"), "x"), 404, "nothing at this path");
    assertRefused(rig.send(rig.logs("application/pdf"), "x"), 415, "content type");
    assertRefused(
        rig.send(rig.logs(NDJSON).header("Content-Encoding", "br"), "x"), 415, "content encoding");
    String get = rig.raw("GET /v1/logs HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(get).startsWith("HTTP/1.1 405 ").contains("Allow: POST");
    assertThat(
            rig.metric("tailrace_agent_http_requests_total", "endpoint", "logs", "status", "415"))
        .isEqualTo(2);
  }

  @Test
  void refusesWhatIsTooLarge() throws IOException {
    byte[] large = new byte[200_000];
    Arrays.fill(large, (byte) '\n');
    assertRefused(rig.send(rig.logs(NDJSON), large), 413, "102400 bytes");
    assertRefused(
        rig.send(rig.logs(NDJSON), "x".repeat(HttpRig.MAX_LINE + 1) + "\nshort\n"),
        413,
        "line 1 is longer");
    String chunks = ("8000\r\n" + "\n".repeat(0x8000) + "\r\n").repeat(5) + "0\r\n\r\n";
    assertThat(
            rig.raw(
                "POST /v1/logs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                    + HttpRig.TOKEN
                    + "\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n"
                    + "Connection: close\r\n\r\n"
                    + chunks))
        .startsWith("HTTP/1.1 413 ");
    assertThat(rig.spooled("acme")).isEmpty();
  }

  @Test
  void answersAClientThatGoesOnSending() {
    byte[] large = new byte[20 << 20];
    HttpRequest.Builder stranger = rig.request("/v1/logs").header("Content-Type", NDJSON);

    assertRefused(rig.send(stranger, large), 401, "there is no token");
    assertRefused(rig.send(rig.logs(NDJSON), large), 413, "102400 bytes");
  }

  @Test
  void refusesBeforeItAsksForTheBody() throws IOException {
    String request =
        """
        POST /v1/logs HTTP/1.1
        Host: a
        Content-Type: text/plain
        Content-Length: 9
        Expect: 100-continue
        Connection: close
        """
            .replace("\n", "\r\n");

    assertThat(rig.raw(request + "\r\n")).startsWith("HTTP/1.1 401 ");
    assertThat(rig.raw(request + "Authorization: Bearer " + HttpRig.TOKEN + "\r\n\r\nlast line"))
        .contains("HTTP/1.1 202 ");
  }

  @Test
  void refusesWhatExpandsTooFar() throws IOException {
    byte[] ratio = HttpRig.gzip(new byte[2 << 20]);
    byte[] size = new byte[5 << 20];
    for (int i = 0; i < size.length; i += 16) {
      size[i] = (byte) ((i * 31) >> 8);
    }

    assertRefused(
        rig.send(rig.logs(NDJSON).header("Content-Encoding", "gzip"), ratio), 413, "100 times");
    assertRefused(
        rig.send(rig.logs(NDJSON).header("Content-Encoding", "gzip"), HttpRig.gzip(size)),
        413,
        "4194304 bytes");
  }

  @Test
  void refusesADamagedBody() throws IOException {
    byte[] whole = HttpRig.gzip("one\ntwo\n".getBytes(UTF_8));
    for (byte[] body : List.of("x".getBytes(UTF_8), Arrays.copyOf(whole, whole.length - 9))) {
      assertRefused(
          rig.send(rig.logs(NDJSON).header("Content-Encoding", "gzip"), body), 400, "damaged");
    }
    assertThat(rig.spooled("acme")).isEmpty();
  }

  @Test
  void refusesATenantWhoseShareIsFull() {
    String lines = ("x".repeat(9_000) + "\n").repeat(10);
    HttpResponse<byte[]> last = rig.send(rig.logs(NDJSON), lines);
    for (int i = 0; i < 20 && last.statusCode() == 202; i++) {
      last = rig.send(rig.logs(NDJSON), lines);
    }

    assertRefused(last, 429, "share of the spool is full");
    assertThat(last.headers().firstValueAsLong("Retry-After")).hasValue(10);
    assertThat(rig.spooled("acme").length()).isLessThan(512 << 10);
  }

  @Test
  void answersThatTheDiskDoesNotTakeItUntilItDoes() throws IOException {
    Path tenant = directory.resolve("acme");
    Files.delete(tenant);
    HttpResponse<byte[]> refused = rig.send(rig.logs(NDJSON), "x");
    assertRefused(refused, 503, "the disk does not take the lines now");
    assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(5);
    assertThat(rig.problem()).startsWith("cannot write the spool");
    byte[] otlp = rig.send(rig.logs("application/x-protobuf"), new byte[0]).body();
    assertThat(Arrays.copyOf(otlp, 2)).containsExactly(8, 14);

    Files.createDirectory(tenant);
    await().until(() -> rig.problem() == null);
    assertThat(rig.send(rig.logs(NDJSON), "x").statusCode()).isEqualTo(202);
    assertThat(rig.spooled("acme")).isEqualTo("x\n");
  }

  @Test
  void storesEachOfManyRequestsAtOnce() {
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      expected.add("line " + i);
      answers.add(rig.sendLater(rig.logs(NDJSON), "line " + i));
    }

    assertThat(answers).allMatch(answer -> answer.join().statusCode() == 202);
    assertThat(rig.spooled("acme").lines()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void takesAWebhookWhoseSignatureFitsItsRawBytes() throws Exception {
    byte[] body = "{ \"zen\" :  \"caf\u00e9\" }".getBytes(UTF_8);

    HttpResponse<byte[]> response = rig.send(webhook("ping", sign(HttpRig.SECRET, body)), body);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(new String(rig.spooled("github").getBytes(ISO_8859_1), UTF_8))
        .contains("\"message\":\"github ping\"", "\"payload\":{\"zen\":\"caf\u00e9\"}")
        .contains("\"delivery_id\":\"72d3162e-cc78-11e3-81ab-4c9367dc0958\"");
  }

  @Test
  void refusesAWebhookThatIsNotSignedWithTheSecret() throws Exception {
    byte[] body = "{}".getBytes(UTF_8);
    HttpResponse<byte[]> wrong = rig.send(webhook("ping", sign("another secret", body)), body);
    HttpResponse<byte[]> changed = rig.send(webhook("ping", sign(HttpRig.SECRET, body)), "{ }");
    HttpResponse<byte[]> unsigned =
        rig.send(
            rig.request("/v1/github")
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "ping"),
            body);

    assertRefused(wrong, 401, "the signature is wrong");
    assertRefused(changed, 401, "the signature is wrong");
    assertRefused(unsigned, 401, "there is no signature");
    assertThat(rig.spooled("github")).isEmpty();
  }

  @Test
  void refusesAWebhookThatIsNotWhatGithubSends() throws Exception {
    byte[] list = "[]".getBytes(UTF_8);
    assertRefused(rig.send(webhook("ping", sign(HttpRig.SECRET, list)), list), 400, "object");
    assertRefused(rig.send(webhook("Ping!", "sha256=00"), "{}"), 400, "X-GitHub-Event");
    assertRefused(
        rig.send(
            rig.request("/v1/github")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Hub-Signature-256", "sha256=00"),
            "payload={}"),
        415,
        "application/json");
  }
}
