package id.tanggap.kernel.account;

/** How somebody proves to be the owner of an account. */
public enum SignInMethod {
    /** With a password that the platform keeps a hash of. */
    PASSWORD,
    /** At another system that answers for who they are. */
    OPENID_CONNECT,
    /** A machine, with a key on each request. */
    KEY
}
