package io.ddp4ee.logs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** What clients see of a log record. */
final class RecordDocument {

    private static final int MOST_OF_MESSAGE = 8_000;
    private static final int MOST_OF_TRACE = 16_000;

    private static final Formatter FORMATTER = new Formatter() {
        @Override
        public String format(LogRecord logRecord) {
            return formatMessage(logRecord);
        }
    };

    private RecordDocument() {}

    /** On the thread that logs: later the parameters may be something else. */
    static Map<String, Object> of(LogRecord logRecord, String server) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("server", server);
        fields.put("process", ProcessHandle.current().pid());
        fields.put("sequence", logRecord.getSequenceNumber());
        fields.put("time", logRecord.getInstant());
        fields.put("level", logRecord.getLevel().getName());
        fields.put("levelValue", logRecord.getLevel().intValue());
        fields.put("logger", logRecord.getLoggerName());
        fields.put("class", logRecord.getSourceClassName());
        fields.put("method", logRecord.getSourceMethodName());
        fields.put("thread", Thread.currentThread().getName());
        fields.put("message", cut(FORMATTER.format(logRecord), MOST_OF_MESSAGE));
        Throwable thrown = logRecord.getThrown();
        if (thrown != null) {
            fields.put("thrown", cut(trace(thrown), MOST_OF_TRACE));
        }
        return fields;
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most) + "\u2026";
    }
}
