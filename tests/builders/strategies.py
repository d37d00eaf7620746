"""What hypothesis draws for the tests: texts of rubbish and of a readout's own parts, YAML of any shape, cells."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import strategies as st

# Characters that break readers: line ends of all kinds, what cannot be seen, right-to-left, what is no text.
ODD = "\0\t\n\r\x0b\x0c\x1b\x1c\x7f\x85\x9b\xa0\xad\u0301\u200b\u200e\u202e\u2028\u2029\u2066\ufeff\ufffe\uffff\ue000\U0010ffff"
PARTS = (
    "1. ", "2. ", "10. ", "(1) ", "(A) ", "- ", "• ", "o ", "* ", "\\###", "* * *", "(END)", "Photo: ", "Back to Top", "May 26, 2024",
    "2024-05-26", "4:35 p.m.", "for 50 minutes", "On May 26, ", "Mr. AOKI Taro, Prime Minister of Japan, ",
    "H.E. Mr. BAEK Min, President of the Republic of Korea (ROK), ", "held a Summit Meeting ", "in Busan. ", "The two leaders agreed ",
    "that ", "and ", "he stated ", "North Korea ", "supply chains ", "these movements ", "The overview is as follows.", "\n", "\n\n", "\r\n", "  ",
    "---\n", "url: https://example.org/\n", "publisher: x\n", "date: 2024-05-26\n", "place: ", '"\\ud800"', '"\\e[2J"', "&a ", "*a ",
    "<script>", "$x$", "=1+1", "[", "{", ": ", "漢字。", "é", "'", '"', ".", "…", "!",
)  # fmt: skip

pieces = st.one_of(st.sampled_from(PARTS), st.text(max_size=8), st.text(alphabet=ODD, min_size=1, max_size=4))
pages = st.lists(pieces, max_size=40).map("".join)
contents = st.one_of(st.binary(max_size=200), pages.map(lambda text: text.encode("utf-8", "surrogatepass")))

scalars: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.binary(max_size=5),
    st.text(max_size=12),
    st.sampled_from(PARTS),
)
KEYS = (
    "themes", "key", "label", "core", "colour", "definition", "excludes", "examples", "patterns", "conditional", "unless", "only_with",
    "unless_kinds", "consumes", "carry", "within", "determiners", "nouns", "phrases", "voice", "jointly", "alone", "between", "joins",
    "not_after", "acts", "verbs", "only_jointly", "<<", "none",
)  # fmt: skip
keys = st.one_of(st.sampled_from(KEYS), scalars.filter(lambda value: not isinstance(value, float)))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=5)),
    max_leaves=20,
)
# Shaped as a codebook is, with any value in any place.
themes = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS[1:11], values)), max_size=3
)  # fmt: skip
books = st.one_of(
    values,
    st.fixed_dictionaries({"themes": themes}, optional=dict.fromkeys(("consumes", "carry", "voice"), values)),
)
yaml_texts = st.one_of(
    pages,
    books.map(lambda book: yaml.dump(book, allow_unicode=True)),
    books.map(lambda book: yaml.dump(book, default_flow_style=True)),
)

cells = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["=1+1", "+1", "-1", "@x", "\tx", "\r=1", "'", "''=", "＝1", "a", "", "a,b", 'a"b', "a\nb"]),
)
