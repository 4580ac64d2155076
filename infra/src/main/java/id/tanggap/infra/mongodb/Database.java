package id.tanggap.infra.mongodb;

/** What is kept, each kind in a database of its own: they are backed up, rebuilt and erased apart, and never joined. */
public enum Database {

    /** Events and snapshots: backed up for ever. */
    EVENTS(""),
    /** Read models: may be deleted and made anew at any time. */
    VIEWS("_views"),
    /** People's keys: their backups follow the rule of erasure. */
    KEYS("_keys"),
    /** Who looked at personal data. */
    ACCESS("_access"),
    /** Staff's credentials and sessions. */
    ACCOUNTS("_accounts"),
    /** Files that were handed in, and how far they were taken over. */
    IMPORTS("_imports"),
    /** Attached files, encrypted: their backups hold nothing readable without the keys. */
    ATTACHMENTS("_attachments");

    private final String suffix;

    Database(String suffix) {
        this.suffix = suffix;
    }

    String name(String prefix) {
        return prefix + suffix;
    }
}
