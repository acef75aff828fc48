/** Configuration: YAML bound to records that check themselves. */
package dev.tailrace.platform.config;
