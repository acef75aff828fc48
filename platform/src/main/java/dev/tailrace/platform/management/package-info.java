/** Health, readiness and metrics of a process. */
package dev.tailrace.platform.management;
