package dev.tailrace.router.facts;

import dev.tailrace.schemas.Topic;
import java.util.Map;

/**
 * What an event says of something.
 *
 * @param topic where facts of its kind are
 * @param key what it is about
 * @param fact the whole fact, as it is known now
 * @param ended whether nothing more will be heard of it, so that it can be forgotten after a while
 */
record FactUpdate(
    Topic<String, byte[]> topic, String key, Map<String, Object> fact, boolean ended) {}
