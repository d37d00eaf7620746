from .codebook import (
    Codebook as Codebook,
    find_matches as find_matches,
    find_statements as find_statements,
    read_codebook as read_codebook,
    tag_sentences as tag_sentences,
)
from .corpus import Corpus as Corpus, read_corpus as read_corpus
from .io import InputFaults as InputFaults
from .measures import (
    align_points as align_points,
    find_in_context as find_in_context,
    measure_alpha as measure_alpha,
    measure_emphasis as measure_emphasis,
    measure_keyness as measure_keyness,
    measure_shifts as measure_shifts,
    score_codebook as score_codebook,
)
from .report import (
    caveats as caveats,
    charts as charts,
    code_sample as code_sample,
    explore as explore,
    findings as findings,
    save_charts as save_charts,
    tables as tables,
    write_report as write_report,
)
from .study import Study as Study
from .text import SentenceTokenizer as SentenceTokenizer
