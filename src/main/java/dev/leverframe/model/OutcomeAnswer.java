package dev.leverframe.model;

/** How reporting an outcome ends: a receipt, or a refusal that says why not. */
public sealed interface OutcomeAnswer permits OutcomeReceipt, Refusal {}
