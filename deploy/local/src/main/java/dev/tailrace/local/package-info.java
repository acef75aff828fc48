/** The quick start: every role in one process on real servers, fed by files or by a simulation. */
package dev.tailrace.local;
