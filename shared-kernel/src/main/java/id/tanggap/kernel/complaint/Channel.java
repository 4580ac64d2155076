package id.tanggap.kernel.complaint;

/** How a complaint reached the platform. */
public enum Channel {
    WEB, APP, DESK, PHONE, SMS, WHATSAPP, SOCIAL_MEDIA, MAIL, API, IMPORT;
}
