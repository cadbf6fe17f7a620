package io.ddp4ee.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.LiveDocuments;
import io.ddp4ee.memory.MemoryView;

/** What one session shows of documents in memory, by themselves. Under the session's lock. */
final class DocumentsFeeds {

    private final Session session;
    private final Map<LiveDocuments, DocumentsFeed> feeds = new LinkedHashMap<>();

    DocumentsFeeds(Session session) {
        this.session = session;
    }

    DocumentsFeed of(LiveDocuments documents) {
        return feeds.computeIfAbsent(documents, absent -> new DocumentsFeed(session, absent));
    }

    /** A subscription leaves one, which goes with the last. */
    void remove(DocumentsFeed feed, Source source) {
        if (feed.remove(source)) {
            feeds.remove(feed.documents(), feed);
            feed.close();
        }
    }

    List<MemoryView> views() {
        return feeds.values().stream().map(DocumentsFeed::view).toList();
    }

    /** All show what they have been told. */
    void showFolded() {
        feeds.values().forEach(DocumentsFeed::showFolded);
    }

    /** The session has ended. */
    void close() {
        feeds.values().forEach(DocumentsFeed::close);
        feeds.clear();
    }
}
