package io.ddp4ee;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;

import jakarta.ejb.ApplicationException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class DdpExceptionTest {

    @Test
    void message_isMeteors() {
        assertThat(new DdpException("out-of-stock", "Only 2 left")).hasMessage("Only 2 left [out-of-stock]");
        assertThat(new DdpException(404, "No such book")).hasMessage("No such book [404]");
        assertThat(new DdpException("gone", null)).hasMessage("[gone]");
        assertThat(new DdpException(410, null, null)).hasMessage("[410]");
    }

    @Test
    void errorWithoutAName_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> new DdpException((String) null, "No name"));
    }

    @Test
    void parts_areAsGiven() {
        DdpException named = new DdpException("out-of-stock", "Only 2 left", Map.of("stock", 2));
        assertThat(named.error()).isEqualTo("out-of-stock");
        assertThat(named.reason()).isEqualTo("Only 2 left");
        assertThat(named.details()).isEqualTo(Map.of("stock", 2));

        DdpException numbered = new DdpException(404, null);
        assertThat(numbered.error()).isEqualTo(404);
        assertThat(numbered.reason()).isNull();
        assertThat(numbered.details()).isNull();
    }

    @Test
    void serialised_keepsWhatIsToldExceptDetails() throws Exception {
        DdpException named = copy(new DdpException("out-of-stock", "Only 2 left", new Object()));
        assertThat(named).hasMessage("Only 2 left [out-of-stock]");
        assertThat(named.error()).isEqualTo("out-of-stock");
        assertThat(named.reason()).isEqualTo("Only 2 left");
        assertThat(named.details()).isNull();

        assertThat(copy(new DdpException(404, "No such book")).error()).isEqualTo(404);
    }

    @Test
    void sessionBeans_rollBack() {
        assertThat(DdpException.class.getAnnotation(ApplicationException.class).rollback())
                .isTrue();
    }

    private static DdpException copy(DdpException exception) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (DdpException) in.readObject();
        }
    }
}
