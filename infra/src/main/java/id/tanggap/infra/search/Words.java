package id.tanggap.infra.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * The words of Indonesian texts, with Lucene's analysis: what stands between spaces and punctuation (Unicode UAX #29), without
 * words that say nothing by themselves, each with its stem. Whoever changes it raises {@link SearchIndex#FORMAT}: an index
 * finds the words of the analysis that made it.
 */
final class Words {

    /** Nobody types more of a word than this; what is longer is found by its beginning. */
    private static final int LONGEST = 40;

    private static final Analyzer INDONESIAN = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            StandardTokenizer tokens = new StandardTokenizer();
            TokenStream words = new StopFilter(new ASCIIFoldingFilter(new LowerCaseFilter(tokens)),
                    IndonesianAnalyzer.getDefaultStopSet());
            // each comes twice: as it is, and as its stem
            return new TokenStreamComponents(tokens, new IndonesianStemFilter(
                    new KeywordRepeatFilter(TruncateTokenFilter.truncateAfterCodePoints(words, LONGEST))));
        }
    };

    private Words() {
    }

    /** In their order. */
    static List<Word> of(String text) {
        try (TokenStream tokens = INDONESIAN.tokenStream("", text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            KeywordAttribute kept = tokens.addAttribute(KeywordAttribute.class);
            OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
            List<Word> words = new ArrayList<>();
            String written = "";
            tokens.reset();
            while (tokens.incrementToken()) {
                if (kept.isKeyword()) {
                    written = term.toString();
                } else {
                    words.add(new Word(written, term.toString(), place.startOffset(), place.endOffset()));
                }
            }
            tokens.end();
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
    }
}
