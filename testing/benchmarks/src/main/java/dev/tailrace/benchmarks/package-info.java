/**
 * What the pipeline costs, as ratios against a baseline measured in the same run, in turn with it,
 * so that a machine that is busy or slow changes both.
 */
package dev.tailrace.benchmarks;
