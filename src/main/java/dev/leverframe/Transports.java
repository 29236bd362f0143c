package dev.leverframe;

import dev.leverframe.config.ConfigurationException;
import dev.leverframe.config.TransportChoice;
import io.vertx.core.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how sockets are read and written, and says so in the log. */
final class Transports {
    private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

    private Transports() {}

    /** @throws ConfigurationException if one is named that this machine does not have */
    static Transport choose(TransportChoice wanted) {
        Transport transport = wanted == TransportChoice.AUTO ? best() : named(wanted);
        LOG.info("transport={} wanted={}", transport.name(), wanted.word());
        return transport;
    }

    private static Transport best() {
        for (TransportChoice choice : List.of(TransportChoice.IO_URING, TransportChoice.EPOLL)) {
            Transport transport = of(choice);
            if (transport != null && transport.available()) {
                return transport;
            }
        }
        return Transport.NIO;
    }

    private static Transport named(TransportChoice wanted) {
        Transport transport = of(wanted);
        if (transport != null && transport.available()) {
            return transport;
        }
        Throwable cause = transport == null ? null : transport.unavailabilityCause();
        throw new ConfigurationException(List.of("transport " + wanted.word() + " is not to be had here"
                + (cause == null ? "" : ": " + cause.getMessage()) + "; auto takes what there is"));
    }

    /** Null where its classes are not there. */
    private static @Nullable Transport of(TransportChoice choice) {
        return switch (choice) {
            case IO_URING -> Transport.IO_URING;
            case EPOLL -> Transport.EPOLL;
            case NIO, AUTO -> Transport.NIO;
        };
    }
}
