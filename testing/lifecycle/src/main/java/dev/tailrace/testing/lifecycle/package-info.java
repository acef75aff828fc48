/**
 * Proves on a store that carries out lifecycle rules that objects of each category change their
 * storage class and expire on the days that the catalogue says.
 */
package dev.tailrace.testing.lifecycle;
