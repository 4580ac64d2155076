package id.tanggap.kernel.complaint;

/** What an attached file is, as it is stored and given out; pictures are made anew on their way in, documents are not. */
public enum AttachmentType {

    JPEG("image/jpeg", "jpg", true),
    PNG("image/png", "png", true),
    PDF("application/pdf", "pdf", false);

    private final String mediaType;
    private final String ending;
    private final boolean picture;

    AttachmentType(String mediaType, String ending, boolean picture) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.picture = picture;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of a file's name, without the dot. */
    public String ending() {
        return ending;
    }

    /** Whether it was made anew here, pixel by pixel, so that nothing of what its sender put into it is left but the picture. */
    public boolean isPicture() {
        return picture;
    }
}
