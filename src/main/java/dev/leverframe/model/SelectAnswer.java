package dev.leverframe.model;

/** How a select ends: a decision, or a refusal that says why not. */
public sealed interface SelectAnswer permits Decision, Refusal {}
