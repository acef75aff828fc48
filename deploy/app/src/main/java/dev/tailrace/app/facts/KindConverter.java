package dev.tailrace.app.facts;

import dev.tailrace.schemas.FactKind;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a kind of facts as people write it. */
final class KindConverter implements ITypeConverter<FactKind> {
  @Override
  public FactKind convert(String value) {
    return Arrays.stream(FactKind.values())
        .filter(kind -> kind.toString().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there are no facts of a '"
                        + value
                        + "'; they are of one of "
                        + List.of(FactKind.values())));
  }
}
