package io.ddp4ee.accounts.encryption;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.ddp4ee.DdpException;
import io.ddp4ee.DdpSession;
import io.ddp4ee.accounts.settings.Setting;
import io.ddp4ee.accounts.settings.Settings;

/** Keeps passwords and tokens off connections that others can read. */
@ApplicationScoped
public class Encryption {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+");

    /** What a proxy adds. Behind one on the same host every client's address would be a local one. */
    private static final Set<String> OF_PROXIES =
            Set.of("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip", "via");

    @Inject
    Settings settings;

    /** @throws DdpException 403 if somebody may listen */
    public void require(DdpSession session) {
        if (settings.isOn(Setting.REQUIRE_ENCRYPTION) && !isEncrypted(session) && !isLocal(session)) {
            throw new DdpException(403, "Authentication refused without encryption");
        }
    }

    private boolean isEncrypted(DdpSession session) {
        List<String> told = session.headers().getOrDefault("x-forwarded-proto", List.of());
        if (settings.isOn(Setting.FORWARDED_PROTO)) {
            return told.size() == 1
                    && Set.of("https", "wss").contains(told.get(0).toLowerCase(Locale.ROOT));
        }
        String scheme = session.requestUri().getScheme();
        // Open Liberty has the scheme from the header, whoever has sent it.
        return told.isEmpty() && scheme != null && Set.of("https", "wss").contains(scheme.toLowerCase(Locale.ROOT));
    }

    private static boolean isLocal(DdpSession session) {
        Map<String, List<String>> headers = session.headers();
        return OF_PROXIES.stream().noneMatch(headers::containsKey) && isLoopback(session.clientAddress());
    }

    private static boolean isLoopback(String address) {
        try {
            // Of an address, and never of a name, which would have to be resolved.
            return ADDRESS.matcher(address).matches()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
