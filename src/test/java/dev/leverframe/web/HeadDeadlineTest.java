package dev.leverframe.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.Property;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeadDeadlineTest {
    private static final long TIMEOUT_MS = 1000;
    private static final char[] CHARACTERS = {'\n', '\n', '\r', 'a', ':'};

    /** The oracle is the definition: a line feed, then nothing but carriage returns, then another. */
    @Test
    void headEndsAtAnEmptyLineHoweverItsBytesCome() {
        Property.forAll(2_000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder sent = new StringBuilder();
            EmbeddedChannel channel = connection();
            for (int parts = random.nextInt(4); parts >= 0; parts--) {
                String part = part(random);
                sent.append(part);
                ByteBuf bytes = Unpooled.copiedBuffer(part, StandardCharsets.US_ASCII);
                channel.writeInbound(bytes);
            }
            channel.advanceTimeBy(2 * TIMEOUT_MS, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            assertThat(channel.isOpen())
                    .as(sent.toString().replace("\n", "\\n").replace("\r", "\\r"))
                    .isEqualTo(sent.toString().replace("\r", "").contains("\n\n"));
            channel.finishAndReleaseAll();
        });
    }

    private static EmbeddedChannel connection() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addFirst(new HeadDeadline(new Door("data", 10, TIMEOUT_MS, new SimpleMeterRegistry())));
        channel.pipeline().fireChannelActive();
        return channel;
    }

    private static String part(SplittableRandom random) {
        StringBuilder part = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            part.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return part.toString();
    }
}
