from .batches import (
    MATCH_SCHEMA as MATCH_SCHEMA,
    SENTENCE_SCHEMA as SENTENCE_SCHEMA,
    sentence_schema as sentence_schema,
)
from .counting import check_batches as check_batches
from .dask_engine import DaskEngine as DaskEngine
from .emphasis import (
    DOCUMENT as DOCUMENT,
    Group as Group,
    gather_groups as gather_groups,
    measure_documents as measure_documents,
    measure_groups as measure_groups,
)
from .engines import Engine as Engine, several_processes as several_processes
from .inputs import Piece as Piece, cut_into_pieces as cut_into_pieces, find_sources as find_sources
from .limits import LIMITS as LIMITS, Limits as Limits
from .outputs import CsvTable as CsvTable, Table as Table, writing_table as writing_table
from .rows import Layout as Layout
from .runs import (
    progress as progress,
    read_all as read_all,
    tag_to_folder as tag_to_folder,
    tag_to_tables as tag_to_tables,
)
from .shifts import compare_groups as compare_groups
from .worker import Outcome as Outcome, Settings as Settings, prepare as prepare
