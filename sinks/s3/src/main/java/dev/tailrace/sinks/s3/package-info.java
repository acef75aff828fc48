/**
 * The archive: log events as compressed newline-delimited JSON in a bucket of S3.
 *
 * <p>Records become objects in cuts. A cut is every record of one partition from one offset up to
 * another; it is announced in the offset's metadata before anything of it is stored, so that
 * whoever comes after a crash repeats the same cut under the same keys.
 *
 * <p>Small objects of an hour that is over are merged. What a merged object replaces stands in its
 * manifest, and readers pass over it.
 */
package dev.tailrace.sinks.s3;
