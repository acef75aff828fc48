/** What commands that speak to Kafka share. */
package dev.tailrace.app.cli;
