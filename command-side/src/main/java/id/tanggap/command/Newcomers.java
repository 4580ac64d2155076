package id.tanggap.command;

import id.tanggap.kernel.PersonId;

/** Gives people whom the platform has not met before an identity to keep their data under. */
@FunctionalInterface
public interface Newcomers {

    /** Somebody new: random, unlike anybody before. Never blocks. */
    PersonId next();
}
