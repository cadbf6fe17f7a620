package io.ddp4ee.meteor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.json.JsonObject;

/** The page that an application begins with, wherever in it a client begins. */
final class Page {

    /** Below an architecture's prefix or not. */
    static final String CONFIG_SCRIPT = "/meteor_runtime_config.js";

    private final Program program;
    private final JsonObject config;
    private final String prefix;
    private final boolean isInline;

    /**
     * @param config the client's
     * @param prefix of all addresses
     * @param isInline whether scripts may be in the page
     */
    Page(Program program, JsonObject config, String prefix, boolean isInline) {
        this.program = program;
        this.config = config;
        this.prefix = prefix;
        this.isInline = isInline;
    }

    String html() {
        return program.arch().equals(Program.CORDOVA) ? cordova() : browser();
    }

    private String browser() {
        return "<!DOCTYPE html>\n<html>\n<head>\n" + styles() + program.head() + "\n</head>\n<body>\n" + program.body()
                + "\n" + configuration() + scripts() + "</body>\n</html>\n";
    }

    /** On the device all lies at the root, and {@code cordova.js} with it. */
    private String cordova() {
        return "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"format-detection\" content=\"telephone=no\">\n"
                + "<meta name=\"viewport\" content=\"user-scalable=no, initial-scale=1, maximum-scale=1, minimum-scale=1,"
                + " width=device-width, height=device-height, viewport-fit=cover\">\n"
                + "<meta name=\"msapplication-tap-highlight\" content=\"no\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src * android-webview-video-poster: gap:"
                + " data: blob: 'unsafe-inline' 'unsafe-eval' ws: wss:;\">\n"
                + styles() + inline() + script("/cordova.js") + scripts() + program.head() + "\n</head>\n<body>\n"
                + program.body() + "\n</body>\n</html>\n";
    }

    private String styles() {
        StringBuilder styles = new StringBuilder();
        for (String url : program.styles()) {
            // Clients that exchange style sheets find them by this class.
            styles.append("<link rel=\"stylesheet\" type=\"text/css\" class=\"__meteor-css__\" href=\"")
                    .append(address(url))
                    .append("\">\n");
        }
        return styles.toString();
    }

    private String scripts() {
        StringBuilder scripts = new StringBuilder();
        program.scripts().forEach(url -> scripts.append(script(address(url))));
        return scripts.toString();
    }

    private static String script(String address) {
        return "<script type=\"text/javascript\" src=\"" + address + "\"></script>\n";
    }

    private String address(String url) {
        boolean isOnDevice = program.arch().equals(Program.CORDOVA);
        String own = Program.prefix(program.arch()) + "/";
        String address = isOnDevice && url.startsWith(own) ? url.substring(own.length() - 1) : url;
        return escape(isOnDevice ? address : prefix + address);
    }

    private String configuration() {
        if (isInline) {
            return inline();
        }
        String hash = new Hash().add(configScript()).hex();
        return script(escape(prefix + Program.prefix(program.arch()) + CONFIG_SCRIPT + "?hash=" + hash));
    }

    private String inline() {
        return "<script type=\"text/javascript\">" + configScript() + "</script>\n";
    }

    /** Encoded, so that nothing in it ends the script or the text. */
    String configScript() {
        String encoded =
                URLEncoder.encode(config.toString(), StandardCharsets.UTF_8).replace("+", "%20");
        return "__meteor_runtime_config__ = JSON.parse(decodeURIComponent(\"" + encoded + "\"));";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
