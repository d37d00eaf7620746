"""The sizes and waits of a run over many documents, in one place, so that a test can make them small."""

from __future__ import annotations

from typing import NamedTuple

from ..io.files import MEGABYTE


class Limits(NamedTuple):
    """How large pieces, batches and parts are, and how long the program waits.

    alone_bytes : of input that one process tags sooner than several start. piece_bytes : of input in a piece; a longer
    table is cut. piece_files : text files in a piece. block_bytes : read at once when a .jsonl is cut.
    batch_characters : a batch closes once it has as many. max_batch_characters : a document that would exceed them
    begins the next batch. part_bytes : of text in a part of an output folder, at least. progress_seconds : before the
    progress bar appears. scheduler_seconds : before the run gives up on a Dask scheduler. worker_seconds : before the
    run warns that no Dask worker has joined.

    >>> Limits(piece_files=5).piece_bytes
    16000000
    """

    alone_bytes: int = 8 * MEGABYTE
    piece_bytes: int = 16 * MEGABYTE
    piece_files: int = 500
    block_bytes: int = MEGABYTE
    batch_characters: int = MEGABYTE
    max_batch_characters: int = 2 * MEGABYTE
    part_bytes: int = 16 * MEGABYTE
    progress_seconds: float = 2
    scheduler_seconds: float = 10
    worker_seconds: float = 5


LIMITS = Limits()
