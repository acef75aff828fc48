package dev.tailrace.parser;

import dev.tailrace.schemas.JsonMembers;
import dev.tailrace.schemas.SourceAttributes;
import java.util.Map;

/**
 * What is known of a source before any of its lines is read.
 *
 * @param attributes what its agent says
 * @param context the attributes' context as it stands in events
 */
record Known(SourceAttributes attributes, Map<String, Object> context) {
  static Known of(SourceAttributes attributes) {
    JsonMembers members = JsonMembers.of(attributes.context());
    return new Known(attributes, members == null ? Map.copyOf(attributes.context()) : members);
  }
}
