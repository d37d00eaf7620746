"""NLTK and scikit-learn can use the sentence splitter."""

from sklearn.feature_extraction.text import CountVectorizer

from analysis.text import SentenceTokenizer, sentence_spans

TEXT = "Mr. Abe met Dr. Smith at 9 a.m. on July 7. He left. He returned."
SENTENCES = ["Mr. Abe met Dr. Smith at 9 a.m. on July 7.", "He left.", "He returned."]


def test_nltk_batch_methods_use_the_splitter() -> None:
    tokenizer = SentenceTokenizer()
    assert tokenizer.tokenize_sents([TEXT, " "]) == [SENTENCES, []]
    assert list(tokenizer.span_tokenize_sents([TEXT])) == [sentence_spans(TEXT)]


def test_scikit_learn_counts_sentences() -> None:
    tokenize = SentenceTokenizer().tokenize
    vectorizer = CountVectorizer(tokenizer=tokenize, token_pattern=None, lowercase=False)
    counts = vectorizer.fit_transform([TEXT, "He left."])
    assert list(vectorizer.get_feature_names_out()) == sorted(SENTENCES)
    assert counts.sum(axis=1).ravel().tolist() == [[3, 1]]
