package io.ddp4ee.transport.sockjs;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FrameStyleTest {

    @Test
    void frames_areLinesOfXhr() {
        assertThat(FrameStyle.POLLING.shaped("o", "")).isEqualTo("o\n");
        assertThat(FrameStyle.STREAMING.shaped("o", "")).isEqualTo("o\n");
        assertThat(FrameStyle.POLLING.prelude("")).isEmpty();
        assertThat(FrameStyle.STREAMING.prelude("")).hasSize(2049).matches("h+\n");
    }

    @Test
    void frames_areEvents_withoutWhatWouldEndThem() {
        assertThat(FrameStyle.EVENT_SOURCE.prelude("")).isEqualTo("\r\n");
        assertThat(FrameStyle.EVENT_SOURCE.shaped("a[\"%\r\n\0\"]", "")).isEqualTo("data: a[\"%25%0D%0A%00\"]\r\n\r\n");
    }

    @Test
    void frames_areCalls_thatNoMessageEnds() {
        String frame = "a[\"</script>\"]";
        String quoted = "\"a[\\\"\\u003c/script>\\\"]\"";
        assertThat(FrameStyle.JSONP.shaped(frame, "f.g")).isEqualTo("/**/f.g(" + quoted + ");\r\n");
        assertThat(FrameStyle.HTML_FILE.shaped(frame, "")).isEqualTo("<script>\np(" + quoted + ");\n</script>\r\n");
    }

    @Test
    void page_callsBack_andIsShownAtOnce() {
        assertThat(FrameStyle.HTML_FILE.prelude("f.g"))
                .hasSizeGreaterThan(1024)
                .contains("parent.f.g\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void responsesThatArePolls_endAfterOneFrame() {
        for (FrameStyle style : FrameStyle.values()) {
            assertThat(style.most()).isEqualTo(style.isPoll() ? 1 : 131_072);
        }
    }
}
