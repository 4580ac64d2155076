package id.tanggap.infra.search;

import id.tanggap.infra.search.IndexKey.Scope;
import id.tanggap.kernel.Actor;
import id.tanggap.kernel.Refusal;
import id.tanggap.kernel.complaint.Sight;
import id.tanggap.query.complaint.Closeness;
import id.tanggap.query.complaint.ComplaintSearch.Hit;
import id.tanggap.query.complaint.ComplaintSearch.Place;
import id.tanggap.query.complaint.Complaints.Filter;
import id.tanggap.query.complaint.SearchRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;

/**
 * One look through an index: first what says all words as they are written, then other forms of them, then what may be a slip;
 * within each the newest first. Nothing is scored: how rare a word is among all complaints says something about complaints
 * that the reader may not see.
 *
 * @param reader who looks. Texts are looked through as far as {@link Sight} shows them, to everybody else the category only
 */
record Finding(Looking question, Actor reader, Filter filter) {

    private static final long LONGEST_NANOS = 2_000_000_000;

    /** @throws Refusal {@link SearchRule#SEARCH_BUSY} if it takes too long */
    List<Hit> in(IndexSearcher shared, IndexKey key, Optional<Place> after, int limit) throws IOException {
        IndexSearcher searcher = new IndexSearcher(shared.getIndexReader());
        searcher.setQueryCache(null);
        long until = System.nanoTime() + LONGEST_NANOS;
        searcher.setTimeout(() -> System.nanoTime() - until > 0);
        List<Hit> hits = new ArrayList<>();
        FieldDoc last = null;
        if (after.isPresent()) {
            last = placed(searcher, after.get());
            if (last == null) {
                return hits;
            }
        }
        Closeness from = after.map(Place::closeness).orElse(Closeness.AS_WRITTEN);
        for (Closeness closeness : Closeness.values()) {
            if (closeness.compareTo(from) >= 0 && hits.size() < limit) {
                add(hits, searcher, query(key, closeness), closeness, closeness == from ? last : null, limit - hits.size());
            }
        }
        return hits;
    }

    private static void add(List<Hit> hits, IndexSearcher searcher, Query query, Closeness closeness, FieldDoc after, int limit)
            throws IOException {
        for (ScoreDoc hit : searcher.searchAfter(after, query, limit, SearchIndex.NEWEST_FIRST).scoreDocs) {
            hits.add(new Hit(SearchIndex.complaint(searcher, hit),
                    new Place(closeness, SearchIndex.value(searcher, hit, "number"))));
        }
        if (searcher.timedOut()) {
            throw Refusal.of(SearchRule.SEARCH_BUSY);
        }
    }

    /** Where a complaint stands in the order; null if the reader may not know of it. */
    private FieldDoc placed(IndexSearcher searcher, Place place) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(LongPoint.newExactQuery("numbered", place.number()), Occur.FILTER);
        if (!filter.withheldToo()) {
            query.add(open(), Occur.FILTER);
        }
        ScoreDoc[] found = searcher.search(query.build(), 1).scoreDocs;
        return found.length == 0 ? null : new FieldDoc(found[0].doc, Float.NaN,
                new Object[] {SearchIndex.value(searcher, found[0], "submitted"), place.number()});
    }

    private static Query open() {
        return NumericDocValuesField.newSlowExactQuery("withheld", 0);
    }

    private Query query(IndexKey key, Closeness closeness) {
        BooleanQuery.Builder query = new BooleanQuery.Builder().add(said(key, closeness), Occur.FILTER);
        if (closeness != Closeness.AS_WRITTEN) {
            // was found before
            query.add(said(key, Closeness.values()[closeness.ordinal() - 1]), Occur.MUST_NOT);
        }
        filter.office().ifPresent(office -> is(query, "office", SearchIndex.office(office)));
        filter.status().ifPresent(status -> is(query, "status", status.ordinal()));
        filter.classification().ifPresent(classification -> is(query, "class", classification.ordinal()));
        filter.category().ifPresent(category ->
                query.add(new TermQuery(new Term("category", category.value())), Occur.FILTER));
        if (filter.from().isPresent() || filter.until().isPresent()) {
            query.add(LongPoint.newRangeQuery("submitted at", filter.from().map(SearchIndex::micros).orElse(Long.MIN_VALUE),
                    filter.until().map(until -> SearchIndex.micros(until) - 1).orElse(Long.MAX_VALUE)), Occur.FILTER);
        }
        if (!filter.withheldToo()) {
            query.add(open(), Occur.FILTER);
        }
        return new ConstantScoreQuery(query.build());
    }

    private static void is(BooleanQuery.Builder query, String field, long value) {
        query.add(NumericDocValuesField.newSlowExactQuery(field, value), Occur.FILTER);
    }

    /** Complaints that say it where the reader may read. */
    private Query said(IndexKey key, Closeness closeness) {
        if (Sight.seesWithheld(reader)) {
            return words(key, Scope.TEXT, closeness);
        }
        Query publicly = words(key, Scope.CATEGORY, closeness);
        return reader.office().<Query>map(office -> new BooleanQuery.Builder().add(publicly, Occur.SHOULD)
                .add(new BooleanQuery.Builder().add(words(key, Scope.TEXT, closeness), Occur.FILTER)
                        .add(NumericDocValuesField.newSlowExactQuery("office", SearchIndex.office(office)), Occur.FILTER)
                        .build(), Occur.SHOULD).build()).orElse(publicly);
    }

    private Query words(IndexKey key, Scope scope, Closeness closeness) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        question.words().forEach(word -> all.add(word(key, scope, closeness, word), Occur.FILTER));
        return all.build();
    }

    /** In this form or a closer one. A word has the stem of every word that is the same. */
    private static Query word(IndexKey key, Scope scope, Closeness closeness, Word word) {
        Query close = form(key, scope, closeness == Closeness.AS_WRITTEN ? closeness : Closeness.SAME_STEM, word);
        return closeness != Closeness.ONE_SLIP || word.slips().isEmpty() ? close
                : new BooleanQuery.Builder().add(close, Occur.SHOULD)
                        .add(form(key, scope, Closeness.ONE_SLIP, word), Occur.SHOULD).build();
    }

    private static Query form(IndexKey key, Scope scope, Closeness closeness, Word word) {
        return new TermInSetQuery(IndexKey.field(scope, closeness), word.forms(closeness).stream()
                .map(form -> key.token(scope, closeness, form)).toList());
    }
}
