package dev.leverframe.demo;

import java.util.Map;

/** Starts a service in this process. */
@FunctionalInterface
public interface ServiceStarter {
    /**
     * Returns once both ports answer.
     *
     * @param environment what the service reads its settings from, in the place of the process's own environment
     * @return closing it stops the service
     */
    AutoCloseable start(Map<String, String> environment) throws Exception;
}
