package dev.leverframe.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** Passes {@link BusMessage}s by reference to consumers in the same JVM, and to no others. */
public final class BusCodec implements MessageCodec<BusMessage, BusMessage> {
    private static final String NAME = "leverframe.by-reference";

    private BusCodec() {}

    /** Makes the bus of this process carry {@link BusMessage}s. Once for each Vert.x instance. */
    public static void register(EventBus bus) {
        BusCodec codec = new BusCodec();
        bus.registerCodec(codec);
        bus.codecSelector(body -> body instanceof BusMessage ? NAME : null);
    }

    /** Options for a message that stays in this JVM. */
    public static DeliveryOptions local(long timeoutMs) {
        return new DeliveryOptions().setLocalOnly(true).setSendTimeout(timeoutMs);
    }

    @Override
    public BusMessage transform(BusMessage message) {
        return message;
    }

    @Override
    public void encodeToWire(Buffer buffer, BusMessage message) {
        throw new UnsupportedOperationException("messages by reference stay in their JVM");
    }

    @Override
    public BusMessage decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("messages by reference stay in their JVM");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
