package dev.leverframe.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a connection in or not, and watches it until the head of its first request is there: that is where an empty line is, in
 * the preface of HTTP/2 too. Silence is bounded by the idle timeout, but that is long, and whoever drips in a head holds a
 * place that others want. Afterwards it leaves the pipeline and costs nothing.
 */
final class FirstHead extends ChannelInboundHandlerAdapter {
    private final Door door;
    private @Nullable Future<?> deadline;
    /** Line feeds since the last character that is neither that nor a carriage return. */
    private int lineFeeds;

    FirstHead(Door door) {
        this.door = door;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        boolean stays = door.enters();
        context.channel().closeFuture().addListener(closed -> {
            door.left();
            cancel();
        });
        if (stays) {
            deadline = context.executor().schedule(() -> late(context), door.headerTimeoutMs(), TimeUnit.MILLISECONDS);
            super.channelActive(context);
        } else {
            context.close();
        }
    }

    private void late(ChannelHandlerContext context) {
        door.wasSlow();
        context.close();
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf bytes && endsHead(bytes)) {
            cancel();
            context.pipeline().remove(this);
        }
        super.channelRead(context, message);
    }

    private boolean endsHead(ByteBuf bytes) {
        int end = bytes.writerIndex();
        for (int i = bytes.readerIndex(); i < end && lineFeeds < 2; i++) {
            byte each = bytes.getByte(i);
            lineFeeds = each == '\n' ? lineFeeds + 1 : each == '\r' ? lineFeeds : 0;
        }
        return lineFeeds >= 2;
    }
}
