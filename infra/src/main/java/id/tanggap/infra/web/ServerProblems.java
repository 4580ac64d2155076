package id.tanggap.infra.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import reactor.netty.NettyPipeline;

/**
 * Gives the server's own refusals, of addresses and headers that it does not even read, the words that all others have. What
 * is no HTTP at all stays a bare 400: whoever sent it would not understand.
 */
@ChannelHandler.Sharable
final class ServerProblems extends ChannelOutboundHandlerAdapter {

    private final Map<Integer, byte[]> words;

    ServerProblems(Problems problems) {
        words = Stream.of(HttpStatus.REQUEST_TIMEOUT, HttpStatus.CONTENT_TOO_LARGE, HttpStatus.URI_TOO_LONG,
                        HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
                .collect(Collectors.toMap(HttpStatus::value, problems::told));
    }

    void addTo(Channel channel) {
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, ServerProblems.class.getName(), this);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.write(message instanceof FullHttpResponse bare && words.containsKey(bare.status().code())
                && !bare.content().isReadable() && !bare.headers().contains(HttpHeaderNames.CONTENT_TYPE)
                ? worded(bare) : message, promise);
    }

    /** Never the answer to a HEAD, which has a type already if it is ours and was not read if it is the server's. */
    private FullHttpResponse worded(FullHttpResponse bare) {
        byte[] body = words.get(bare.status().code());
        bare.release();
        FullHttpResponse worded = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(),
                Unpooled.wrappedBuffer(body));
        worded.headers().set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length).set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return worded;
    }
}
