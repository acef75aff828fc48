package dev.tailrace.parser;

import dev.tailrace.schemas.Authority;
import dev.tailrace.schemas.ContextKeys;
import dev.tailrace.schemas.JsonMembers;
import dev.tailrace.schemas.SourceAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a line is believed. The agent's word goes before the line's; the output of a job
 * may not say whose it is. What is not believed is kept under {@link ContextKeys#CLAIMED}.
 */
final class Trust {
  private static final String NO_SERVICE = "unknown";

  private Trust() {}

  static String service(@Nullable String said, SourceAttributes attributes) {
    String known = attributes.service();
    if (attributes.authority() == Authority.PLATFORM) {
      return firstOf(said, known);
    }
    return firstOf(known, said);
  }

  private static String firstOf(@Nullable String first, @Nullable String second) {
    if (first != null) {
      return first;
    }
    return second != null ? second : NO_SERVICE;
  }

  /**
   * @param said the line's context
   * @param service the line's word for its service
   */
  static Map<String, Object> context(
      Map<String, Object> said, @Nullable String service, Known known) {
    SourceAttributes attributes = known.attributes();
    boolean honest = service == null || service.equals(service(service, attributes));
    if (honest && known.context() instanceof JsonMembers facts) {
      if (said.isEmpty()) {
        return facts;
      }
      if (said instanceof JsonMembers members && mayAllBeSaid(members, facts, attributes)) {
        return JsonMembers.with(members, facts);
      }
    }
    Map<String, Object> context = new LinkedHashMap<>();
    Map<String, Object> claimed = new LinkedHashMap<>();
    said.forEach(
        (key, value) -> (mayNotSay(key, value, attributes) ? claimed : context).put(key, value));
    if (service != null && !honest) {
      claimed.putIfAbsent("service", service);
    }
    context.putAll(attributes.context());
    if (!claimed.isEmpty()) {
      context.put(ContextKeys.CLAIMED, claimed);
    }
    return context;
  }

  private static boolean mayAllBeSaid(
      JsonMembers said, JsonMembers facts, SourceAttributes attributes) {
    if (said.containsKey(ContextKeys.CLAIMED) || said.sharesNameWith(facts)) {
      return false;
    }
    if (attributes.authority() == Authority.JOB) {
      for (String key : ContextKeys.IDENTITY) {
        if (said.containsKey(key)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean mayNotSay(String key, Object value, SourceAttributes attributes) {
    if (attributes.authority() == Authority.JOB && ContextKeys.IDENTITY.contains(key)) {
      return true;
    }
    String known = attributes.context().get(key);
    return key.equals(ContextKeys.CLAIMED) || (known != null && !known.equals(value.toString()));
  }
}
