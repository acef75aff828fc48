/**
 * Turns raw lines into log events: drops lines that were sent twice, recognises the format, and
 * decides how far to believe what a line says.
 */
package dev.tailrace.parser;
