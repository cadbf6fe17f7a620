package io.ddp4ee.meteor;

import java.net.URI;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Where an application is: for the container, and for its clients, which may come by way of a proxy.
 *
 * @param mapping of the servlet within the context root, without the star; empty or beginning with a slash
 * @param prefix what the addresses of its clients begin with; the same
 * @param endpoints where the clients find ours; the same, or null if the application's own server is elsewhere
 */
record Place(String contextPath, String mapping, String prefix, String endpoints, Settings settings) {

    /** @throws IllegalArgumentException if the servlet is at no place, or at several */
    static Place of(String contextPath, Collection<String> mappings, Settings settings) {
        List<String> paths = mappings.stream()
                .filter(mapping -> mapping.equals("/") || mapping.endsWith("/*"))
                .map(mapping -> mapping.substring(0, mapping.lastIndexOf('/')))
                .toList();
        if (paths.size() != 1 || mappings.size() != 1) {
            throw new IllegalArgumentException("Servlet " + settings.servlet() + " is mapped to " + mappings
                    + ": map it to one pattern, / or one as in /shop/*");
        }
        String mapping = paths.get(0);
        String prefix = settings.get(Setting.ROOT_URL)
                .map(url -> rootPath(url, settings))
                .orElse(contextPath + mapping);
        return new Place(contextPath, mapping, prefix, endpoints(contextPath, mapping, prefix, settings), settings);
    }

    private static String rootPath(String url, Settings settings) {
        try {
            URI uri = URI.create(url);
            if (uri.isAbsolute() && uri.getHost() != null) {
                return withoutSlash(uri.getRawPath());
            }
        } catch (IllegalArgumentException e) {
            throw wrongRoot(url, settings, e);
        }
        throw wrongRoot(url, settings, null);
    }

    private static IllegalArgumentException wrongRoot(String url, Settings settings, Throwable cause) {
        return new IllegalArgumentException(
                "Servlet " + settings.servlet() + ": ROOT_URL is \"" + url
                        + "\", and has to be an address as in https://example.org/shop",
                cause);
    }

    private static String endpoints(String contextPath, String mapping, String prefix, Settings settings) {
        String outer = prefix.endsWith(mapping) ? prefix.substring(0, prefix.length() - mapping.length()) : null;
        if (outer == null && settings.get(Setting.DDP_DEFAULT_CONNECTION_URL).isEmpty()) {
            throw new IllegalArgumentException(
                    "Servlet " + settings.servlet() + ": ROOT_URL does not end with " + mapping
                            + ", where it is mapped, so that nobody knows where /sockjs is: set DDP_DEFAULT_CONNECTION_URL");
        }
        return (outer == null ? contextPath : outer)
                + settings.get(Setting.ENDPOINTS).orElse("");
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The application's address, as clients reach it; ends with a slash unless it is configured otherwise. */
    String rootUrl(HttpServletRequest request) {
        return settings.get(Setting.ROOT_URL).orElseGet(() -> origin(request) + prefix + "/");
    }

    /** Whether clients find the endpoints by themselves: below their own prefix. */
    boolean hasEndpoints() {
        return endpoints.equals(prefix);
    }

    /** The address that {@code /sockjs} and {@code /websocket} are below. */
    String endpointsUrl(HttpServletRequest request) {
        String root = settings.get(Setting.ROOT_URL)
                .map(url -> url.substring(
                        0, url.length() - URI.create(url).getRawPath().length()))
                .orElseGet(() -> origin(request));
        return root + endpoints + "/";
    }

    private static String origin(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        // A path begins with the first slash behind the two of the scheme.
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0 ? url : url.substring(0, path);
    }
}
