/** The process's own log, in the platform's log schema. */
package dev.tailrace.platform.logging;
