package dev.tailrace.testing.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The commands that the documents tell their readers to run. */
final class Documents {
  private Documents() {}

  /** Every line of every {@code sh} block of the Markdown files. */
  static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path document : all()) {
      boolean inside = false;
      for (String line : Files.readAllLines(document)) {
        if (line.startsWith("```")) {
          inside = line.equals("```sh");
        } else if (inside && !line.isBlank()) {
          commands.add(line.strip());
        }
      }
    }
    return commands;
  }

  private static List<Path> all() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (Path folder : List.of(ProjectRoot.find(), ProjectRoot.find().resolve("docs"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
      }
    }
    return documents;
  }
}
