package io.ddp4ee.listener;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Between the driver and its socket stands TLS, which reads records and not messages. */
@Timeout(120)
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path directory;

    private EmbeddedPostgres postgres() throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Key key = keys.getKey("server", PASSWORD);
        return EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig(
                        "ssl_cert_file",
                        pem("CERTIFICATE", keys.getCertificate("server").getEncoded()))
                .setServerConfig("ssl_key_file", pem("PRIVATE KEY", key.getEncoded()))
                .start();
    }

    private String pem(String kind, byte[] der) throws Exception {
        Path file = Files.createTempFile(
                directory,
                "tls",
                ".pem",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        return file.toString();
    }

    @Test
    void streamWithoutAGap_arrivesThroughTls() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                Server server = Server.of(
                                Server.newCluster(
                                        postgres.getPostgresDatabase(),
                                        Database.url(postgres.getPort()) + "?sslmode=require",
                                        Duration.ofHours(1)),
                                new RecordingReceiver(postgres.getPostgresDatabase()))
                        .start()) {
            try (Writer writer = new Writer(postgres.getPostgresDatabase())) {
                assertThat(Database.query(
                                writer.connection(),
                                "select ssl from pg_stat_ssl join pg_stat_activity using (pid)"
                                        + " where application_name like 'ddp4ee%'"))
                        .containsExactly("t");
                Database.query(
                        writer.connection(),
                        "select pg_notify('" + server.common() + "', repeat('x', 5000) || i)"
                                + " from generate_series(1, 1000) i");
                writer.commit();
            }
            String huge = "x".repeat(1_000_000);
            server.write(postgres.getPostgresDatabase(), server.common(), huge);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(server.receiver().texts()).isEqualTo(List.of(List.of(huge))));
            assertThat(server.receiver().states()).containsExactly("established");
        }
    }
}
