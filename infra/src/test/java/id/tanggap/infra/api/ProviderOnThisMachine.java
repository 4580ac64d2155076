package id.tanggap.infra.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An OpenID Connect provider (Core 1.0, authorization code flow with PKCE, RFC 7636) of the size of a test. It is as strict as
 * one has to be: a code is good once, for the client that shows its secret, at the address that it was sent to, with the
 * verifier of its challenge. What it says of somebody can be bent, to see who believes it.
 */
final class ProviderOnThisMachine implements AutoCloseable {

    private static final String CLIENT = "tanggap";
    private static final String SECRET = "only-for-tests";

    private record Person(String subject, boolean verified) {
    }

    private static final Map<String, Person> PEOPLE = Map.of(
            "siti", new Person(OpenIdConnectContract.SITI, true), "orang", new Person(OpenIdConnectContract.ORANG, false));

    private record Code(AuthenticationRequest request, String name) {
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RSAKey published = key();
    private final RSAKey unknown = key();
    private final Map<String, AuthenticationRequest> asked = new ConcurrentHashMap<>();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, String> accessTokens = new ConcurrentHashMap<>();

    private volatile UnaryOperator<JWTClaimsSet> says = UnaryOperator.identity();
    private volatile Signature signature = Signature.PUBLISHED_KEY;
    private volatile UnaryOperator<String> subjectOfUserInfo = UnaryOperator.identity();

    /** With what it signs. */
    enum Signature { PUBLISHED_KEY, UNKNOWN_KEY, NONE }

    ProviderOnThisMachine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        serve("/.well-known/openid-configuration", _ -> json(200, metadata().toJSONObject().toString()));
        serve("/jwks", _ -> json(200, new JWKSet(published.toPublicJWK()).toString()));
        serve("/authorize", this::authorize);
        serve("/login", this::login);
        serve("/token", this::token);
        serve("/userinfo", this::userInfo);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What an id token says; the claims that would be right are given. */
    void says(UnaryOperator<JWTClaimsSet> bent) {
        says = bent;
    }

    void signsWith(Signature with) {
        signature = with;
    }

    void saysOfWhoAsksForMore(UnaryOperator<String> subject) {
        subjectOfUserInfo = subject;
    }

    void isHonest() {
        says = UnaryOperator.identity();
        signature = Signature.PUBLISHED_KEY;
        subjectOfUserInfo = UnaryOperator.identity();
    }

    private OIDCProviderMetadata metadata() {
        OIDCProviderMetadata metadata = new OIDCProviderMetadata(new Issuer(issuer()), List.of(SubjectType.PUBLIC),
                URI.create(issuer() + "/jwks"));
        metadata.setAuthorizationEndpointURI(URI.create(issuer() + "/authorize"));
        metadata.setTokenEndpointURI(URI.create(issuer() + "/token"));
        metadata.setUserInfoEndpointURI(URI.create(issuer() + "/userinfo"));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
        metadata.setTokenEndpointAuthMethods(List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        return metadata;
    }

    private record Reply(int status, String type, String body, String location) {
    }

    private static Reply json(int status, String body) {
        return new Reply(status, "application/json", body, null);
    }

    private static Reply html(int status, String body) {
        return new Reply(status, "text/html", body, null);
    }

    private interface Answering {
        Reply to(HttpExchange exchange) throws IOException, ParseException, JOSEException;
    }

    private void serve(String path, Answering answering) {
        server.createContext(path, exchange -> {
            try (exchange) {
                Reply reply;
                try {
                    reply = answering.to(exchange);
                } catch (ParseException | JOSEException e) {
                    reply = html(400, "<p>invalid_request: " + e.getMessage() + "</p>");
                }
                byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", reply.type());
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                if (reply.location() != null) {
                    exchange.getResponseHeaders().set("Location", reply.location());
                }
                exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    private Reply authorize(HttpExchange exchange) throws ParseException {
        AuthenticationRequest request = AuthenticationRequest.parse(exchange.getRequestURI().getRawQuery());
        if (!request.getClientID().getValue().equals(CLIENT) || !request.getResponseType().equals(ResponseType.CODE)
                || !request.getRedirectionURI().toString().matches("http://127\\.0\\.0\\.1:\\d+/login/oauth2/code/office")
                || request.getState() == null || request.getNonce() == null || request.getCodeChallenge() == null
                || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
            return html(400, "<p>invalid_request</p>");
        }
        String number = UUID.randomUUID().toString();
        asked.put(number, request);
        return html(200, "<form id=\"kc-form-login\" method=\"post\" action=\"" + issuer() + "/login?asked=" + number
                + "\"><input name=\"username\"><input name=\"password\" type=\"password\"></form>");
    }

    private Reply login(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        MultiValueMap<String, String> fields = UriComponentsBuilder.fromUriString("?" + form.replace("+", "%20")).build()
                .getQueryParams();
        String name = fields.getFirst("username");
        AuthenticationRequest request = asked.remove(exchange.getRequestURI().getRawQuery().substring("asked=".length()));
        if (request == null || !PEOPLE.containsKey(name)
                || !("password%20of%20" + name).equals(fields.getFirst("password"))) {
            return html(401, "<p>no</p>");
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, new Code(request, name));
        return new Reply(302, "text/html", "", UriComponentsBuilder.fromUri(request.getRedirectionURI())
                .queryParam("code", code).queryParam("state", "{state}").encode().buildAndExpand(request.getState().getValue())
                .toUriString());
    }

    private Reply token(HttpExchange exchange) throws IOException, ParseException, JOSEException {
        HTTPRequest sent = new HTTPRequest(HTTPRequest.Method.POST, URI.create(issuer() + "/token"));
        sent.setAuthorization(exchange.getRequestHeaders().getFirst("Authorization"));
        sent.setContentType(exchange.getRequestHeaders().getFirst("Content-Type"));
        sent.setBody(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        TokenRequest request = TokenRequest.parse(sent);
        if (!(request.getClientAuthentication() instanceof ClientSecretBasic shown)
                || !shown.getClientID().getValue().equals(CLIENT) || !shown.getClientSecret().getValue().equals(SECRET)) {
            return refused(OAuth2Error.INVALID_CLIENT);
        }
        if (!(request.getAuthorizationGrant() instanceof AuthorizationCodeGrant grant)) {
            return refused(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
        }
        Code code = codes.remove(grant.getAuthorizationCode().getValue());
        if (code == null || !code.request().getRedirectionURI().equals(grant.getRedirectionURI())
                || grant.getCodeVerifier() == null || !CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                        .equals(code.request().getCodeChallenge())) {
            return refused(OAuth2Error.INVALID_GRANT);
        }
        BearerAccessToken token = new BearerAccessToken(300, code.request().getScope());
        accessTokens.put(token.getValue(), code.name());
        return json(200, new OIDCTokenResponse(new OIDCTokens(idToken(code), token, null)).toJSONObject().toString());
    }

    private static Reply refused(ErrorObject error) {
        return json(error.getHTTPStatusCode(), new TokenErrorResponse(error).toJSONObject().toString());
    }

    private JWT idToken(Code code) throws JOSEException {
        Instant now = Instant.now();
        Person person = PEOPLE.get(code.name());
        JWTClaimsSet claims = says.apply(new JWTClaimsSet.Builder().issuer(issuer()).audience(CLIENT).subject(person.subject())
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", code.request().getNonce().getValue()).claim("preferred_username", code.name())
                .claim("email", code.name() + "@example.org").claim("email_verified", person.verified()).build());
        if (signature == Signature.NONE) {
            return new PlainJWT(claims);
        }
        RSAKey key = signature == Signature.PUBLISHED_KEY ? published : unknown;
        SignedJWT signed = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(published.getKeyID()).build(), claims);
        signed.sign(new RSASSASigner(key));
        return signed;
    }

    private Reply userInfo(HttpExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        String name = shown == null || !shown.startsWith("Bearer ") ? null : accessTokens.get(shown.substring(7));
        return name == null ? json(401, "{}") : json(200, Http.JSON.writeValueAsString(Map.of("sub",
                subjectOfUserInfo.apply(PEOPLE.get(name).subject()), "preferred_username", name, "email",
                name + "@example.org", "email_verified", PEOPLE.get(name).verified())));
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
