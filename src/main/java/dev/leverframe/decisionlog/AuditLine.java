package dev.leverframe.decisionlog;

import dev.leverframe.model.Change;

/**
 * One line of the audit log and its place in it.
 *
 * @param number from 1; the log only grows, so it names the line for ever
 */
public record AuditLine(long number, Change change) {}
