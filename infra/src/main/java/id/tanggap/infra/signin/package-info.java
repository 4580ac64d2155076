/**
 * Who is at the door: signing in with passwords, sessions, machines' keys and OpenID Connect. Turns a request into the actor
 * whom everything else believes, and knows nothing of what that actor may do.
 */
package id.tanggap.infra.signin;
