package id.tanggap.command.account;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule that can refuse something asked of an account. */
public enum AccountRule implements Rule {

    ACCOUNT_EXISTS(Kind.CONFLICT, "Akun dengan nama ini sudah ada.", "An account of this name exists already."),
    ACCOUNTS_BY_ADMINISTRATORS_ONLY(Kind.FORBIDDEN, "Hanya administrator dengan akun aktif yang mengelola akun.",
            "Only an administrator whose account is active manages accounts."),
    OWN_ACCOUNT(Kind.FORBIDDEN, "Tidak seorang pun mengelola akunnya sendiri. Mintalah administrator lain.",
            "Nobody manages their own account. Ask another administrator."),
    NOT_A_STAFF_ROLE(Kind.UNPROCESSABLE, "Peran ini tidak memiliki akun.", "This role has no accounts."),
    OFFICE_NEEDED(Kind.UNPROCESSABLE, "Peran ini memerlukan instansi.", "This role needs an office."),
    OFFICE_OUT_OF_PLACE(Kind.UNPROCESSABLE, "Peran ini tidak memiliki instansi.", "This role belongs to no office."),
    OFFICE_UNKNOWN(Kind.UNPROCESSABLE, "Instansi ini tidak ditemukan atau tidak aktif.",
            "This office does not exist or is not active."),
    SIGN_IN_OUT_OF_PLACE(Kind.UNPROCESSABLE, "Sistem lain masuk dengan kunci; orang masuk dengan kata sandi atau OpenID Connect.",
            "Other systems sign in with keys; people do so with a password or OpenID Connect."),
    IDENTITY_NEEDED(Kind.UNPROCESSABLE, "Untuk OpenID Connect, dan hanya untuk itu, sebutkan issuer dan subject.",
            "Name issuer and subject for OpenID Connect, and for nothing else."),
    MACHINES_STAY_MACHINES(Kind.UNPROCESSABLE, "Akun sistem tidak dapat menjadi akun orang, dan sebaliknya.",
            "A machine's account cannot become a person's, nor the reverse."),
    ACCOUNT_NOT_ACTIVE(Kind.CONFLICT, "Akun ini tidak aktif.", "This account is not active."),
    ACCOUNT_ACTIVE(Kind.CONFLICT, "Akun ini masih aktif.", "This account is active."),
    NO_PASSWORD(Kind.CONFLICT, "Akun ini tidak memakai kata sandi.", "This account has no password."),
    KEYS_FOR_MACHINES_ONLY(Kind.CONFLICT, "Hanya akun sistem yang memakai kunci.", "Only a machine's account has keys.");

    private final Kind kind;
    private final Text text;

    AccountRule(Kind kind, String id, String en) {
        this.kind = kind;
        this.text = new Text(id, en);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Text text() {
        return text;
    }
}
