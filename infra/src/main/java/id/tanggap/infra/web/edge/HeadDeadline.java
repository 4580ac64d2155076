package id.tanggap.infra.web.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection over which a request's head takes too long to arrive: with a byte now and then, one client could hold
 * any number of connections. Costs a request whose head comes at once nothing but a look at two flags. Belongs to one
 * connection and its event loop.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {

    private final Duration time;
    private boolean begun;
    private boolean headIsThere;
    private Future<?> deadline;

    private HeadDeadline(Duration time) {
        this.time = time;
    }

    /** Before what understands HTTP, to see bytes; and behind it, to see what they make. */
    static void addTo(Channel channel, Duration time) {
        HeadDeadline deadline = new HeadDeadline(time);
        channel.pipeline().addBefore(NettyPipeline.HttpCodec, HeadDeadline.class.getName() + ".bytes",
                new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object bytes) {
                        deadline.begun = true;
                        context.fireChannelRead(bytes);
                    }
                }).addAfter(NettyPipeline.HttpCodec, HeadDeadline.class.getName(), deadline);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            headIsThere = true;
            forget();
        }
        if (message instanceof LastHttpContent) {
            headIsThere = false;
            begun = false;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (begun && !headIsThere && deadline == null) {
            deadline = context.executor().schedule(() -> context.close(), time.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forget();
        context.fireChannelInactive();
    }

    private void forget() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
