package dev.tailrace.platform.streams;

import dev.tailrace.schemas.DeadLetter;

/** What leaves a {@link StageProcessor}: a value or a letter. */
sealed interface Staged<R> {
  record Value<R>(R value) implements Staged<R> {}

  record Letter<R>(DeadLetter letter) implements Staged<R> {}
}
