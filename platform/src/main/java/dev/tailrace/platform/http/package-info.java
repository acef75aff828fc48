/** The HTTP server that every process uses. */
package dev.tailrace.platform.http;
