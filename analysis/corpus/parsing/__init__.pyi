from .countries import COUNTRIES as COUNTRIES, KNOWN as KNOWN
from .dates import find_date as find_date, is_date_line as is_date_line, meeting_date as meeting_date
from .known_kinds import (
    FORMER_KINDS as FORMER_KINDS,
    KNOWN_KINDS as KNOWN_KINDS,
    KNOWN_LEVELS as KNOWN_LEVELS,
    SELECTABLE as SELECTABLE,
    current_kind as current_kind,
    is_of as is_of,
)
from .lines import split_lines as split_lines
from .names import (
    family_name as family_name,
    name_expression as name_expression,
    name_key as name_key,
    same_person as same_person,
)
from .parse import parse_readout as parse_readout
from .parsed import Leader as Leader, Parsed as Parsed
from .publishers import side_of_publisher as side_of_publisher
