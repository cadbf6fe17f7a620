package io.ddp4ee.it.probe;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.runtime.ObjectMethods;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Tells of the JVM that it runs in. */
@WebServlet("/*")
public class ProbeServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** Collectors that do not collect all. */
    private static final Set<String> YOUNG = Set.of("G1 Young Generation", "PS Scavenge", "Copy");

    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setContentType("text/plain;charset=utf-8");
        PrintWriter answer = response.getWriter();
        switch (request.getPathInfo()) {
            case "/histogram" -> answer.print(histogram());
            case "/strong" -> {
                forgetLastRecord();
                clearSoftReferences();
                // Open Liberty's descriptions of applications have finalizers.
                diagnose("gcRunFinalization");
                answer.print(histogram());
            }
            case "/threads" -> threads().forEach(answer::println);
            case "/ports" -> sockets(true).distinct().sorted().forEach(answer::println);
            case "/connections" -> answer.print(connections());
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /**
     * Collects garbage first. While a thread is in native code that has an array of the heap, the JVM leaves that out, and
     * counts the garbage too.
     */
    private static String histogram() throws ServletException {
        while (true) {
            long before = fullCollections();
            String histogram = diagnose("gcClassHistogram", (Object) new String[0]);
            if (fullCollections() > before) {
                return histogram;
            }
        }
    }

    private static long fullCollections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> !YOUNG.contains(collector.getName()))
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static String diagnose(String command, Object... arguments) throws ServletException {
        String[] signature = Stream.of(arguments)
                .map(argument -> argument.getClass().getName())
                .toArray(String[]::new);
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), command, arguments, signature);
        } catch (JMException e) {
            throw new ServletException(e);
        }
    }

    /** With a component of a class that no application brings along. */
    private record Neutral(String text) {}

    /** To link a record's methods, Java 17 caches the types of its components: of the last record only, but for good. */
    private static void forgetLastRecord() throws ServletException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodHandle component = lookup.findGetter(Neutral.class, "text", String.class);
            MethodType equals = MethodType.methodType(boolean.class, Neutral.class, Object.class);
            MethodType hashCode = MethodType.methodType(int.class, Neutral.class);
            ObjectMethods.bootstrap(lookup, "equals", equals, Neutral.class, "text", component);
            ObjectMethods.bootstrap(lookup, "hashCode", hashCode, Neutral.class, "text", component);
        } catch (Throwable e) {
            throw new ServletException(e);
        }
    }

    /** As the JVM does before it gives up: for one array that does not fit, it tries everything, and nobody else notices. */
    private static void clearSoftReferences() {
        long tooMany = Runtime.getRuntime().maxMemory() / Long.BYTES + 1;
        try {
            long[] tooLarge = new long[(int) Math.min(tooMany, Integer.MAX_VALUE - 8)];
            throw new IllegalStateException("There is room for " + tooLarge.length + " longs");
        } catch (OutOfMemoryError e) {
            // So it has done what it can.
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    /** How many others are connected to this process, or were and it has not noticed. */
    private static long connections() throws IOException {
        Set<Integer> ports = sockets(true).collect(Collectors.toSet());
        return sockets(false).filter(ports::contains).count();
    }

    /** The ports of this process's sockets: of those that listen, or of the others. */
    private static Stream<Integer> sockets(boolean listening) throws IOException {
        Set<String> own = sockets();
        try (Stream<String> four = Files.lines(Path.of("/proc/self/net/tcp"));
                Stream<String> six = Files.lines(Path.of("/proc/self/net/tcp6"))) {
            return Stream.concat(four, six)
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(columns -> columns[STATE].equals(LISTENING) == listening
                            && own.contains("socket:[" + columns[INODE] + "]"))
                    .map(columns -> Integer.valueOf(columns[LOCAL_ADDRESS].replaceFirst(".*:", ""), 16))
                    .toList()
                    .stream();
        }
    }

    private static Set<String> sockets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.map(ProbeServlet::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (java.nio.file.NoSuchFileException e) {
            // Closed since it was listed.
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
