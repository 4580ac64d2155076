package id.tanggap.infra.views;

import id.tanggap.infra.views.sqlite.SqliteShelf;
import java.nio.file.Path;

/** The ways to store read models: every test runs on each. */
public enum Kept {

    IN_SQLITE {
        @Override
        public Shelf in(Path folder) {
            return new SqliteShelf(folder);
        }
    };

    /** The shelf that belongs to a folder. */
    public abstract Shelf in(Path folder);
}
