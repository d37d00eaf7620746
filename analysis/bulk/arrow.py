"""Columns of Arrow tables from numbers, flags and strings, made of their bytes.

`pyarrow.array` would do it, but imports pandas first, which takes longer than two readouts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..text.arrays import Flags, Offsets, spread
from ..text.encoding import Utf8Text


def numbers(values: Offsets, kind: pa.DataType | None = None) -> pa.Array:
    """Whole numbers as int32, or as another kind.

    >>> numbers(np.array([3, 1])).to_pylist()
    [3, 1]
    """
    kind = kind or pa.int32()
    stored = np.ascontiguousarray(values, dtype=kind.to_pandas_dtype())
    return pa.Array.from_buffers(kind, len(stored), [None, pa.py_buffer(stored)])


def flags(values: Flags) -> pa.Array:
    """Truth values.

    >>> flags(np.array([True, False])).to_pylist()
    [True, False]
    """
    packed = np.packbits(values, bitorder="little")
    return pa.Array.from_buffers(pa.bool_(), len(values), [None, pa.py_buffer(packed)])


def strings(texts: Sequence[str]) -> pa.Array:
    """Texts.

    >>> strings(["né", ""]).to_pylist()
    ['né', '']
    """
    raw = [text.encode("utf-8") for text in texts]
    return _of_lengths(b"".join(raw), np.array([len(part) for part in raw], dtype=np.int64))


def lengths(texts: pa.Array) -> Offsets:
    """Bytes of each text in UTF-8.

    >>> lengths(strings(["né", ""])).tolist()
    [3, 0]
    """
    counted = pc.binary_length(texts)
    return np.frombuffer(counted.buffers()[1], counted.type.to_pandas_dtype(), len(texts)).astype(np.int64)


def pick(choices: Sequence[str] | pa.Array, which: Offsets) -> pa.Array:
    """For every number the text of that number among some.

    >>> pick(["a", "b"], np.array([1, 1, 0])).to_pylist()
    ['b', 'b', 'a']
    """
    texts = choices if isinstance(choices, pa.Array) else strings(choices)
    return texts.take(numbers(which))


def parts(characters: Utf8Text, start: Offsets, end: Offsets) -> pa.Array:
    """The parts of a text from each start to its end, in characters.

    >>> parts(Utf8Text("é, b".encode()), np.array([0, 3]), np.array([1, 4])).to_pylist()
    ['é', 'b']
    """
    begin, stop = characters.byte_of(start), characters.byte_of(end)
    if (begin[1:] < stop[:-1]).any():  # some overlap
        return _of_lengths(np.frombuffer(characters.data, np.uint8)[spread(begin, stop - begin)[1]], stop - begin)
    cuts = np.stack([begin, stop], axis=1).ravel()
    pieces = _of_cuts(characters.data, cuts) if len(cuts) else strings([])
    return pieces.take(numbers(np.arange(0, len(cuts), 2)))  # every other one of what they cut the text into


def _of_lengths(data: bytes | np.ndarray, lengths: Offsets) -> pa.Array:
    return _of_cuts(data, np.concatenate([[0], np.cumsum(lengths)]))


def _of_cuts(data: bytes | np.ndarray, cuts: Offsets) -> pa.Array:
    return pa.StringArray.from_buffers(len(cuts) - 1, pa.py_buffer(cuts.astype(np.int32)), pa.py_buffer(data))
