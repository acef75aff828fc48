/** Publishes what CI events say of runners, runs and the steps of jobs, for the enricher. */
package dev.tailrace.router.facts;
