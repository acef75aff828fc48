/** Reads the output of test runners. */
package dev.tailrace.parser.tests;
