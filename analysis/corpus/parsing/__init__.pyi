from .countries import COUNTRIES as COUNTRIES, KNOWN as KNOWN
from .dates import find_date as find_date, is_date_line as is_date_line, meeting_date as meeting_date
from .kinds import KNOWN_KINDS as KNOWN_KINDS, KNOWN_LEVELS as KNOWN_LEVELS
from .leaders import Leader as Leader
from .lines import split_lines as split_lines
from .names import name_expression as name_expression, same_person as same_person
from .parse import Parsed as Parsed, parse_readout as parse_readout
