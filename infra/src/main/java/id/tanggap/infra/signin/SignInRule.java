package id.tanggap.infra.signin;

import id.tanggap.kernel.Rule;
import id.tanggap.kernel.Text;

/** Every rule that can keep somebody out, or refuse what they want to sign in with. */
enum SignInRule implements Rule {

    /** The same for an account that is not there, a wrong password and an account that may not sign in. */
    SIGN_IN_REFUSED(Kind.UNAUTHENTICATED, "Akun atau kata sandi tidak cocok.", "Account and password do not fit."),
    SIGN_IN_TOO_OFTEN(Kind.TOO_OFTEN, "Terlalu banyak percobaan. Coba lagi dalam {seconds} detik.",
            "Too many attempts. Try again in {seconds} seconds."),
    SIGN_IN_BUSY(Kind.NOT_NOW, "Terlalu banyak orang masuk serentak. Coba lagi sebentar lagi.",
            "Too many people sign in at once. Try again in a moment."),
    SIGN_IN_OUT_OF_REACH(Kind.NOT_NOW, "Saat ini tidak dapat dipastikan siapa Anda. Coba lagi sebentar lagi.",
            "At the moment it cannot be found out who you are. Try again in a moment."),
    /** Only told to whoever gave the right password. */
    SECOND_FACTOR_NEEDED(Kind.UNAUTHENTICATED, "Masukkan juga kode dari aplikasi autentikator Anda, atau kode pemulihan (code).",
            "Give the code of your authenticator app too, or a recovery code (code)."),
    SECOND_FACTOR_WRONG(Kind.UNAUTHENTICATED, "Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya.",
            "This code does not fit, or was used. Wait for the next one."),
    SECOND_FACTOR_FIRST(Kind.FORBIDDEN, "Pasang dahulu verifikasi dua langkah di halaman /masuk.",
            "Set up two-step sign-in first, at /masuk."),
    SECOND_FACTOR_SET(Kind.CONFLICT, "Verifikasi dua langkah sudah terpasang. Lepaskan dahulu sebelum memasang yang baru.",
            "Two-step sign-in is set up already. Turn it off before you set it up anew."),
    SECOND_FACTOR_NOT_SET(Kind.CONFLICT, "Verifikasi dua langkah belum terpasang.", "Two-step sign-in is not set up."),
    SECOND_FACTOR_ELSEWHERE(Kind.CONFLICT, "Akun ini masuk lewat penyedia identitas: verifikasi dua langkah dipasang di sana.",
            "This account signs in through an identity provider: two-step sign-in is set up there."),
    NOT_SIGNED_IN(Kind.UNAUTHENTICATED, "Anda belum masuk.", "You are not signed in."),
    SESSION_ENDED(Kind.UNAUTHENTICATED, "Sesi Anda sudah berakhir. Masuklah lagi.",
            "Your session has ended. Sign in again."),
    /** The same for a session of somebody else. */
    NO_SUCH_SESSION(Kind.NOT_FOUND, "Anda tidak punya sesi ini, atau sesi ini sudah berakhir.",
            "You have no such session, or it has ended."),
    SIGN_IN_AGAIN(Kind.FORBIDDEN, "Masuklah sekali lagi: ini hanya dapat dilakukan dalam {minutes} menit setelah masuk.",
            "Sign in once more: this can only be done within {minutes} minutes of signing in."),
    KEYS_HAVE_NO_SESSIONS(Kind.FORBIDDEN, "Siapa yang datang dengan kunci tidak punya sesi. Kunci dicabut oleh administrator.",
            "Who comes with a key has no sessions. Keys are revoked by an administrator."),
    KEY_INVALID(Kind.UNAUTHENTICATED, "Kunci pada header Authorization tidak berlaku.",
            "The key in the Authorization header is not valid."),
    CSRF_TOKEN_WRONG(Kind.FORBIDDEN,
            "Sertakan header X-CSRF-TOKEN dengan nilai csrf dari GET /api/v1/session, atau muat ulang formulirnya.",
            "Send an X-CSRF-TOKEN header with the csrf value of GET /api/v1/session, or load the form again."),
    PASSWORD_TOO_SHORT(Kind.UNPROCESSABLE, "Kata sandi minimal {least} karakter.",
            "A password has at least {least} characters."),
    PASSWORD_TOO_LONG(Kind.UNPROCESSABLE, "Kata sandi maksimal {most} karakter.",
            "A password has at most {most} characters."),
    PASSWORD_TOO_COMMON(Kind.UNPROCESSABLE,
            "Kata sandi ini terlalu mudah ditebak. Misalnya, pakai beberapa kata yang tidak berhubungan.",
            "This password is too easy to guess. Several unrelated words make a good one."),
    INVITATION_VOID(Kind.UNAUTHENTICATED, "Token ini tidak berlaku untuk akun ini, atau sudah dipakai. Mintalah yang baru.",
            "This token is not valid for this account, or was used. Ask for a new one."),
    FIRST_ADMINISTRATOR_TOKEN_VOID(Kind.UNAUTHENTICATED,
            "Token ini tidak berlaku. Token yang berlaku ada di log, dan berganti setiap kali platform dimulai.",
            "This token is not valid. The valid one is in the log, and changes whenever the platform starts."),
    IDENTITY_PROVIDER_FAILED(Kind.UNAUTHENTICATED, "Penyedia identitas tidak memastikan siapa Anda. Coba lagi.",
            "The identity provider did not confirm who you are. Try again."),
    UNKNOWN_AT_THIS_PLATFORM(Kind.FORBIDDEN, "Anda dikenal oleh penyedia identitas, tetapi tidak memiliki akun aktif di sini.",
            "The identity provider knows you, but you have no active account here.");

    private final Kind kind;
    private final Text text;

    SignInRule(Kind kind, String id, String en) {
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
