package id.tanggap.kernel;

import java.util.Objects;
import java.util.UUID;

/** A person whose data is kept under one key and can be erased as one. Random; says nothing about who it is. */
public record PersonId(UUID value) {

    public PersonId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
