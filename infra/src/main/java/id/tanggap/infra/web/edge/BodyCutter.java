package id.tanggap.infra.web.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a connection over which a body goes on and on that nobody reads any more: the server would take it, and throw it
 * away, for ever. Belongs to one connection.
 */
final class BodyCutter extends ChannelInboundHandlerAdapter {

    private final long usual;
    private final long imports;
    private long left;

    /** Both in bytes, and so much larger than the limits that whoever reads the body has refused it by then, in words. */
    BodyCutter(long usual, long imports) {
        this.usual = usual;
        this.imports = imports;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            left = request.uri().startsWith(SizeLimits.IMPORTS + "?") ? imports : usual;
        }
        if (message instanceof HttpContent content) {
            left -= content.content().readableBytes();
            if (left < 0) {
                ReferenceCountUtil.release(message);
                context.close();
                return;
            }
        }
        context.fireChannelRead(message);
    }
}
