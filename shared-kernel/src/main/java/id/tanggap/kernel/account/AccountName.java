package id.tanggap.kernel.account;

import id.tanggap.kernel.Actor;

/** Identifies one account: the name under which somebody signs in and acts. So no two accounts have one name. */
public record AccountName(String value) {

    /** @throws IllegalArgumentException if it has other characters than a-z, 0-9, dots, dashes and underscores, or more than 64 */
    public AccountName {
        if (!Actor.ACCOUNT.matcher(value).matches()) {
            throw new IllegalArgumentException("an account name has 1 to 64 of a-z 0-9 . _ -");
        }
    }

    /** @throws IllegalArgumentException if it is no name of an account */
    public static AccountName of(String text) {
        return new AccountName(text);
    }

    /** Where its events are; never the stream of anything else. */
    public String stream() {
        return "account/" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
