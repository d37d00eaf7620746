from .carrying import Tags as Tags, carry_over as carry_over
from .checks import pattern_faults as pattern_faults
from .conditions import Kinds as Kinds, Readouts as Readouts, join_sides as join_sides
from .contents import MAX_PATTERN_CHARACTERS as MAX_PATTERN_CHARACTERS, MAX_PATTERNS as MAX_PATTERNS
from .editing import edit_codebook as edit_codebook
from .file import read_codebook as read_codebook
from .marking import (
    MARKED_STYLE as MARKED_STYLE,
    MarkedSentences as MarkedSentences,
    mark_sentences as mark_sentences,
)
from .matcher import Matcher as Matcher, kept_matcher as kept_matcher
from .model import IN_BRACES as IN_BRACES, NONE as NONE, Codebook as Codebook, Theme as Theme, Where as Where
from .review import review_patterns as review_patterns
from .speakers import BOTH as BOTH, NEITHER as NEITHER
from .statements import find_statements as find_statements, voice_of_sentences as voice_of_sentences
from .tagging import find_fits as find_fits, find_matches as find_matches, tag_sentences as tag_sentences
