package dev.leverframe.config;

import dev.leverframe.model.Worded;

/** Which way sockets are read and written. */
public enum TransportChoice implements Worded {
    /** The first of the others, in their order, that this machine has. */
    AUTO,
    /** Linux io_uring; often forbidden in containers. */
    IO_URING,
    /** Linux epoll. */
    EPOLL,
    /** Java's own, everywhere. */
    NIO;
}
