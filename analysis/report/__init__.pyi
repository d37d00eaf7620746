from . import caveats as caveats, charts as charts, tables as tables
from .anchors import (
    sentence_anchor as sentence_anchor,
    theme_anchor as theme_anchor,
    voice_anchor as voice_anchor,
    word_anchor as word_anchor,
)
from .charts.figures import save_charts as save_charts
from .coding import code_sample as code_sample
from .coding_page import write_coding_page as write_coding_page
from .evidence import sentences_behind as sentences_behind, templates as templates
from .explore import explore as explore
from .findings import findings as findings
from .naming import opened as opened, publishers_of as publishers_of
from .notebooks import open_lab as open_lab
from .page import write_report as write_report
from .pdf import find_browser as find_browser, write_pdf as write_pdf
from .prose import (
    NO_FORMULA as NO_FORMULA,
    Sentences as Sentences,
    p_value as p_value,
    percent as percent,
    points_of_change as points_of_change,
    signed as signed,
)
