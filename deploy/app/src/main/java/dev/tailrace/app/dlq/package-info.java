/** {@code tailrace dlq}: looks at dead letters, and sends what they hold round again. */
package dev.tailrace.app.dlq;
