/** What Kibana is given: a data view, a search of the log and two dashboards. */
package dev.tailrace.sinks.elasticsearch.kibana;
