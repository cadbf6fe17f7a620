package io.ddp4ee.query.jpa;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ddp4ee.bus.Snapshot;
import io.ddp4ee.document.Document;
import io.ddp4ee.document.DocumentSelect.Selection;
import io.ddp4ee.document.Row;
import io.ddp4ee.document.TooManyRowsException;
import io.ddp4ee.persistence.Rows;
import io.ddp4ee.query.Keeping;
import io.ddp4ee.query.QueryResult.Found;

/**
 * Reads one query, with what is to be kept of its rows beside its documents if it is judged in memory.
 *
 * @param mostDocuments that it may have
 * @param mostBytes that they may take, roughly
 */
record EntityRead(EntityQuery query, Rows rows, int mostDocuments, long mostBytes) {

    /**
     * @throws TooManyRowsException if there are more documents
     * @throws io.ddp4ee.document.DocumentException if a row cannot be a document
     */
    Found found(Snapshot snapshot) {
        if (query.count() != null) {
            return counted(snapshot);
        }
        if (query.matching() != null && query.matching().keeping() instanceof Keeping.Window window) {
            try {
                return window(window, snapshot);
            } catch (TooManyRowsException e) {
                // Without the rows before it and beyond it there may be few enough.
            }
        }
        return new Found(documents(select(query.selection())), snapshot);
    }

    private List<Row> select(Selection selection) {
        return query.select().read(rows, selection, mostDocuments, mostBytes);
    }

    private static Map<String, Document> documents(List<Row> read) {
        Map<String, Document> documents = new LinkedHashMap<>();
        read.forEach(row -> documents.put(row.document().id(), row.document()));
        return documents;
    }

    private Found window(Keeping.Window window, Snapshot snapshot) {
        List<OrderClause.Part> order = query.compiled().order().parts();
        List<String> literals = query.compiled().order().literals();
        List<Row> read = select(query.selection().first(window.read(), literals));
        Map<String, Map<String, String>> places = new LinkedHashMap<>();
        for (Row row : read) {
            Map<String, String> place = new LinkedHashMap<>();
            for (int i = 0; i < order.size(); i++) {
                place.put(order.get(i).path(), row.beside().get(i));
            }
            places.put(row.document().id(), place);
        }
        return new Found(documents(read), snapshot, places);
    }

    private Found counted(Snapshot snapshot) {
        if (query.matching() != null) {
            try {
                Map<String, Map<String, String>> keys = new LinkedHashMap<>();
                select(query.selection()).forEach(row -> keys.put(row.key(), Map.of()));
                return new Found(counted(keys.size()), snapshot, keys);
            } catch (TooManyRowsException e) {
                // They are counted without being kept.
            }
        }
        return new Found(counted(query.select().count(rows, query.selection())), snapshot);
    }

    private Map<String, Document> counted(long count) {
        Map<String, Document> documents = new LinkedHashMap<>();
        documents.put(query.count().name(), query.count().document(count));
        return documents;
    }
}
