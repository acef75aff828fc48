/** Says of each job that has ended whether its log is complete. */
package dev.tailrace.router.ledger;
