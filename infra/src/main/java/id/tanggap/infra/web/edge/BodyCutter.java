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

    /** So much is taken and thrown away, in bytes, that a client which is still sending gets to read why it was refused. */
    private static final long PATIENCE = 16L << 20;

    private final long usual;
    private final long imports;
    private long left;

    /** @param usual largest body in bytes, but for imports */
    BodyCutter(long usual, long imports) {
        this.usual = usual + PATIENCE;
        this.imports = imports + PATIENCE;
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
