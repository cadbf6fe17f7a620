package io.ddp4ee.accounts.twofactor;

import io.nayuki.qrcodegen.QrCode;

/** Pictures that authenticators read secrets from. */
final class QrCodes {

    /** Modules around a code, which readers need. */
    private static final int BORDER = 4;

    private QrCodes() {}

    static String svg(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x + BORDER, y + BORDER));
                }
            }
        }
        int size = code.size + 2 * BORDER;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %1$d\" width=\"256\" height=\"256\">"
                        .formatted(size)
                + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"" + path + "\"/></svg>";
    }
}
