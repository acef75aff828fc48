/** One program with a role for each process of the pipeline. */
package dev.tailrace.app;
