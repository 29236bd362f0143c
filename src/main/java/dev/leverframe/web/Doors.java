package dev.leverframe.web;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees each connection when it is accepted. Vert.x tells of one only after its first bytes, once it knows which version of HTTP
 * they speak; those that say nothing, or only half of a head, would be neither counted nor closed. Netty looks for this class
 * by itself, if it is asked to before the first socket is opened.
 */
public final class Doors extends ChannelInitializerExtension {
    private static final Map<Integer, Door> BY_PORT = new ConcurrentHashMap<>();

    /** Has Netty look for this class. To be called before anything opens a socket. */
    public static void install() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** From now on whoever connects to this port of this machine comes through this door. */
    static void put(int port, Door door) {
        BY_PORT.put(port, door);
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        Door door = channel.localAddress() instanceof InetSocketAddress local ? BY_PORT.get(local.getPort()) : null;
        if (door != null) {
            channel.pipeline().addFirst(new HeadDeadline(door));
        }
    }
}
