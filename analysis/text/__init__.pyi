from .arrays import (
    Flags as Flags,
    Offsets as Offsets,
    is_in as is_in,
    merge as merge,
    next_bytes as next_bytes,
    spread as spread,
    starts_of_runs as starts_of_runs,
)
from .char_classes import CharClasses as CharClasses
from .encoding import Utf8Text as Utf8Text
from .folding import GAP as GAP, FoldedText as FoldedText, Folding as Folding
from .function_words import FUNCTION_WORDS as FUNCTION_WORDS
from .globs import starts_of_words as starts_of_words
from .nltk_tokenizer import SentenceTokenizer as SentenceTokenizer
from .paragraphs import split_items as split_items, split_paragraphs as split_paragraphs
from .patterns import (
    SEPARATOR as SEPARATOR,
    WORD as WORD,
    Pattern as Pattern,
    any_of as any_of,
    normalise as normalise,
    pattern_of as pattern_of,
)
from .search import Hits as Hits, Lists as Lists, Search as Search
from .sentences import Span as Span, sentence_spans as sentence_spans, split_sentences as split_sentences
from .spans import inside as inside, not_nested as not_nested
from .stems import stem as stem
from .words import (
    as_word as as_word,
    count_words as count_words,
    count_words_within as count_words_within,
    word_spans as word_spans,
)
