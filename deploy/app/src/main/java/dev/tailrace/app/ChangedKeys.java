package dev.tailrace.app;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which keys two configurations differ in, as they are written in the file. */
final class ChangedKeys {
  private static final NamingBase NAMING = (NamingBase) PropertyNamingStrategies.KEBAB_CASE;

  private ChangedKeys() {}

  /** The keys of one section, with a prefix. */
  static List<String> between(String prefix, Record one, Record other) {
    List<String> changed = new ArrayList<>();
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      if (!Objects.equals(value(component, one), value(component, other))) {
        changed.add(prefix + NAMING.translate(component.getName()));
      }
    }
    return changed;
  }

  private static @Nullable Object value(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
