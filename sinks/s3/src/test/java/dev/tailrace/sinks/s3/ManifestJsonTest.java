package dev.tailrace.sinks.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailrace.sinks.s3.ArchiveManifest.Replaced;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestJsonTest {
  private static final String KEY =
      "job-execution/dt=2026-11-23/hour=07/logs.job-execution-3-00000000000000001234.ndjson.zst";

  private static final ArchiveManifest MANIFEST =
      new ArchiveManifest(
          KEY,
          987,
          1234,
          1300,
          60,
          Instant.parse("2026-11-23T07:00:00.001Z"),
          Instant.parse("2026-11-23T07:59:59.999Z"),
          List.of("acme/api", "acme/web"),
          true);

  private static final String JSON =
      """
      {"version":1,"key":"%s","bytes":987,"first_offset":1234,"last_offset":1300,"records":60,\
      "oldest":"2026-11-23T07:00:00.001Z","newest":"2026-11-23T07:59:59.999Z",\
      "repositories":["acme/api","acme/web"],"repositories_complete":true}"""
          .formatted(KEY);

  @Test
  void isTheSameBytesForTheSameManifest() {
    assertThat(new String(ManifestJson.write(MANIFEST), UTF_8)).isEqualTo(JSON);
  }

  @Test
  void isReadBack() {
    assertThat(ManifestJson.read(JSON.getBytes(UTF_8))).contains(MANIFEST);
  }

  @Test
  void namesWhatAMergedObjectReplaces() {
    ArchiveManifest merged =
        new ArchiveManifest(
            KEY,
            987,
            1234,
            1300,
            60,
            MANIFEST.oldest(),
            MANIFEST.newest(),
            MANIFEST.repositories(),
            true,
            List.of(new Replaced("one", 7), new Replaced("two", 8)));
    byte[] json = ManifestJson.write(merged);

    assertThat(new String(json, UTF_8))
        .isEqualTo(
            JSON.replace(
                "_complete\":true}",
                "_complete\":true,\"replaces\":[{\"key\":\"one\",\"bytes\":7},"
                    + "{\"key\":\"two\",\"bytes\":8}]}"));
    assertThat(ManifestJson.read(json)).contains(merged);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "{}", "[]", "{\"version\":1}", "{\"version\":2}"})
  void anythingElseIsNone(String json) {
    assertThat(ManifestJson.read(json.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void whatCannotBeIsNone() {
    String backwards = JSON.replace("\"last_offset\":1300", "\"last_offset\":1");

    assertThat(ManifestJson.read(backwards.getBytes(UTF_8))).isEmpty();
    assertThatThrownBy(
            () ->
                new ArchiveManifest(KEY, 1, 1, 1, 0, Instant.EPOCH, Instant.EPOCH, List.of(), true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isFoundByTheKeyOfItsObject() {
    assertThat(ArchiveManifest.keyOf(KEY))
        .isEqualTo(
            "manifests/job-execution/dt=2026-11-23/hour=07/"
                + "logs.job-execution-3-00000000000000001234.ndjson.zst.json");
  }
}
