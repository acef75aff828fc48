package dev.tailrace.sinks.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailrace.sinks.s3.ArchiveManifest.Replaced;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Objects of one hour that become one. Everything about it follows from them, so whoever merges the
 * same ones again stores the same once more.
 *
 * @param originals two or more, in the order of their keys, compressed alike
 */
record Merge(ObjectGroup hour, List<ArchiveManifest> originals) {
  private static final int ID_BYTES = 16;

  Merge {
    originals = List.copyOf(originals);
    if (originals.size() < 2) {
      throw new IllegalArgumentException("a single object is merged with nothing");
    }
  }

  /** What is known of the merged object. */
  ArchiveManifest manifest() {
    List<String> repositories =
        originals.stream()
            .map(ArchiveManifest::repositories)
            .flatMap(Collection::stream)
            .sorted()
            .distinct()
            .toList();
    boolean all = originals.stream().allMatch(ArchiveManifest::repositoriesComplete);
    boolean listable = repositories.size() <= RepositoryNames.MOST;
    return new ArchiveManifest(
        hour.mergedKey(id(), compression()),
        originals.stream().mapToLong(ArchiveManifest::bytes).sum(),
        of(ArchiveManifest::firstOffset, Math::min),
        of(ArchiveManifest::lastOffset, Math::max),
        of(ArchiveManifest::records, Math::addExact),
        of(ArchiveManifest::oldest, (a, b) -> a.isBefore(b) ? a : b),
        of(ArchiveManifest::newest, (a, b) -> a.isAfter(b) ? a : b),
        listable ? repositories : repositories.subList(0, RepositoryNames.MOST),
        all && listable,
        replaces());
  }

  /** Whether bytes are those that a manifest speaks of: of that length, whole, with its records. */
  static boolean isWhole(ArchiveManifest manifest, byte[] content) {
    long[] lines = {0};
    try (InputStream open =
        Compression.ofKey(manifest.key()).orElseThrow().open(new ByteArrayInputStream(content))) {
      LineSplitter.split(open, line -> lines[0]++);
    } catch (IOException e) {
      return false;
    }
    return content.length == manifest.bytes() && lines[0] == manifest.records();
  }

  private <T> T of(Function<ArchiveManifest, T> property, BinaryOperator<T> both) {
    return originals.stream().map(property).reduce(both).orElseThrow();
  }

  private Compression compression() {
    return Compression.ofKey(originals.get(0).key()).orElseThrow();
  }

  private List<Replaced> replaces() {
    return originals.stream().map(it -> new Replaced(it.key(), it.bytes())).toList();
  }

  private String id() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      originals.forEach(it -> digest.update((it.key() + " " + it.bytes() + "\n").getBytes(UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
