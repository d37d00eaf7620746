from .csv import guard_cell as guard_cell, read_rows as read_rows, to_csv as to_csv
from .faults import Fault as Fault, InputFaults as InputFaults, gather as gather, shown_path as shown_path
from .files import (
    BYTE_ORDER_MARKS as BYTE_ORDER_MARKS,
    GZIP_FAULTS as GZIP_FAULTS,
    MEGABYTE as MEGABYTE,
    MOST_BYTES as MOST_BYTES,
    NOT_TEXT as NOT_TEXT,
    UTF8_MARK as UTF8_MARK,
    no_text as no_text,
    read_text as read_text,
    write_whole as write_whole,
    writing as writing,
)
from .wording import counted as counted, listing as listing, shortened as shortened
from .yaml import build as build, read_node as read_node
