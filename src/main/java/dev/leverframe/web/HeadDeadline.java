package dev.leverframe.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ByteProcessor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a connection in or not, and gives each head of a request a deadline, from the connection on for the first and from its
 * first bytes on for a later one. Vert.x's idle timeout bounds silence only: whoever drips in a head holds a place that others
 * want. A head ends where an empty line is, and the next one is expected once something was answered. Where HTTP/2 is spoken,
 * which has no heads of this kind, the handler leaves the pipeline.
 */
final class HeadDeadline extends ChannelDuplexHandler implements ByteProcessor {
    private static final String DECODER_OF_HTTP_1 = "httpDecoder";

    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';

    private final Door door;
    private @Nullable Future<?> deadline;
    private boolean expecting = true;
    private boolean first = true;
    /** Line feeds since the last character that is neither that nor a carriage return. */
    private int lineFeeds;

    HeadDeadline(Door door) {
        this.door = door;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of who is turned away
    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        boolean stays = door.enters();
        context.channel().closeFuture().addListener(closed -> {
            door.left();
            cancel();
        });
        if (stays) {
            start(context);
            super.channelActive(context);
        } else {
            context.close();
        }
    }

    private void start(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> late(context), door.headerTimeoutMs(), TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void late(ChannelHandlerContext context) {
        if (first || context.pipeline().get(DECODER_OF_HTTP_1) != null) {
            door.wasSlow();
            context.close();
        } else {
            context.pipeline().remove(this);
        }
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (expecting && message instanceof ByteBuf bytes) {
            read(context, bytes);
        }
        super.channelRead(context, message);
    }

    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        // The processor stops at the end of the head.
        if (holdsWholeHead(bytes) || bytes.forEachByte(this) >= 0) {
            cancel();
            expecting = false;
            first = false;
        } else if (deadline == null) {
            start(context);
        }
    }

    /** Mostly all of a head comes at once, where to go from line feed to line feed is quicker than byte by byte. */
    private boolean holdsWholeHead(ByteBuf bytes) {
        if (lineFeeds > 0) {
            return false;
        }
        int end = bytes.writerIndex();
        int at = bytes.indexOf(bytes.readerIndex(), end, LINE_FEED);
        while (at >= 0 && at + 1 < end) {
            int next = at + 1 + (bytes.getByte(at + 1) == CARRIAGE_RETURN ? 1 : 0);
            if (next < end && bytes.getByte(next) == LINE_FEED) {
                return true;
            }
            at = bytes.indexOf(next, end, LINE_FEED);
        }
        return false;
    }

    @Override
    public boolean process(byte each) {
        lineFeeds = each == LINE_FEED ? lineFeeds + 1 : each == CARRIAGE_RETURN ? lineFeeds : 0;
        return lineFeeds < 2;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        cancel();
        expecting = true;
        lineFeeds = 0;
        super.write(context, message, promise);
    }
}
