package id.tanggap.infra.web.edge;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Bodies that nobody reads any more, because the request was answered before they were all there.
 *
 * <p>A client that is still sending gets to read why it was refused: a connection that is to be closed is closed for
 * writing first, and what still arrives is thrown away for some time. Closed at once, the client's system would be told
 * that its bytes were lost, and would throw the answer away (RFC 9112, section 9.6).
 *
 * <p>A connection over which a body goes on and on is closed: the server would throw it away for ever. Belongs to one
 * connection and its event loop.
 */
final class BodyCutter extends ChannelDuplexHandler {

    /** So much is taken and thrown away, in bytes, … */
    private static final long PATIENCE = 16L << 20;

    /** … and, once the answer is given and the connection is to be closed, for so long. */
    private static final long LINGERING_SECONDS = 5;

    private final long usual;
    private final long imports;
    private final long reports;
    private long left;
    private boolean sending;
    /** Ends it; null as long as the connection is not to be closed. */
    private Future<?> lingering;

    /**
     * @param usual   largest body in bytes, but for …
     * @param imports … those
     * @param reports … and reports with files
     */
    BodyCutter(long usual, long imports, long reports) {
        this.usual = usual + PATIENCE;
        this.imports = imports + PATIENCE;
        this.reports = reports + PATIENCE;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            left = request.uri().startsWith(SizeLimits.IMPORTS + "?") ? imports
                    : request.uri().equals(SizeLimits.REPORT) ? reports : usual;
            sending = true;
        }
        if (message instanceof HttpContent content) {
            left -= content.content().readableBytes();
            sending &= !(message instanceof LastHttpContent);
        }
        if (lingering != null || left < 0) {
            ReferenceCountUtil.release(message);
            if (left < 0 || !sending) {
                context.close();
            }
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (lingering != null) {
            context.read(); // whoever read on demand until now has gone
        } else {
            context.fireChannelReadComplete();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (sending && lingering == null && context.channel() instanceof DuplexChannel channel && channel.isActive()) {
            lingering = context.executor().schedule(() -> context.close(), LINGERING_SECONDS, TimeUnit.SECONDS);
            channel.closeFuture().addListener(_ -> {
                lingering.cancel(false);
                promise.trySuccess();
            });
            channel.shutdownOutput();
            context.read();
        } else {
            context.close(promise);
        }
    }
}
