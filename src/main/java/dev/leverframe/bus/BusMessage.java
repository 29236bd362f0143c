package dev.leverframe.bus;

/** What travels by reference inside the JVM: immutable all the way down, or the codec would be a lie. */
public sealed interface BusMessage
        permits SelectBatch, SelectAnswers, OutcomeBatch, OutcomeAnswers, Management, ManagementAnswer {}
