from .choosing import choose as choose
from .csv import (
    CLOSE_QUOTES as CLOSE_QUOTES,
    GUARDED_STARTS as GUARDED_STARTS,
    TOO_MANY_CELLS as TOO_MANY_CELLS,
    guard_cell as guard_cell,
    read_cell as read_cell,
    read_rows as read_rows,
    to_csv as to_csv,
)
from .faults import Fault as Fault, InputFaults as InputFaults, gather as gather, shown_path as shown_path
from .files import (
    BYTE_ORDER_MARKS as BYTE_ORDER_MARKS,
    CONTROL_CHARACTERS as CONTROL_CHARACTERS,
    GZIP_FAULTS as GZIP_FAULTS,
    MAX_FILE_BYTES as MAX_FILE_BYTES,
    MEGABYTE as MEGABYTE,
    UTF8_MARK as UTF8_MARK,
    check_new as check_new,
    describe_control_character as describe_control_character,
    read_text as read_text,
    write_whole as write_whole,
    writing as writing,
)
from .keeping import CACHE as CACHE, keep as keep, recall as recall, remember as remember
from .processes import (
    count_cores as count_cores,
    hidden_interrupt as hidden_interrupt,
    other_processes as other_processes,
)
from .wording import counted as counted, in_words as in_words, listing as listing, shortened as shortened
from .yaml import build as build, read_node as read_node
