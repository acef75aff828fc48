/**
 * What crosses a topic. Every other module depends on this one and this one on none: log events, CI
 * events, dead letters, the catalogues of categories and topics, and their JSON forms.
 */
package dev.tailrace.schemas;
