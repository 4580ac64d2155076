package id.tanggap.kernel;

/** A named rule that can refuse a command or a question; implemented by enums, one per context, as their list of rules. */
public interface Rule {

    /** How a refusal is to be understood. */
    enum Kind {
        /** The request is malformed in itself; the sender must change it. */
        MALFORMED,
        /** What the request speaks of does not exist, or its existence is not for this actor to know. */
        NOT_FOUND,
        /** Who asks did not show to be whom they claim to be. */
        UNAUTHENTICATED,
        /** This actor may not do it. */
        FORBIDDEN,
        /** Well-formed and allowed, but not in the present state. */
        CONFLICT,
        /** The actor decided on an older state than the present one. */
        STALE,
        /** The actor must say on which state the decision rests. */
        PRECONDITION_REQUIRED,
        /** Understood, but the values break a rule whatever the state. */
        UNPROCESSABLE,
        /** Larger than the platform takes. */
        TOO_LARGE,
        /** Asked too often; the same request may succeed after the time that the refusal tells. */
        TOO_OFTEN,
        /** Cannot be answered at the moment; the same request may succeed later. */
        NOT_NOW,
        /** Another node serves it; the same request may succeed there. */
        MISDIRECTED
    }

    /** Stable over releases, upper case: clients may rely on it. */
    String name();

    Kind kind();

    /** The rule in words, addressed to the person who met it. */
    Text text();
}
