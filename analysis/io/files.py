"""Files: strict reading of UTF-8 text; writing that replaces a file as a whole or not at all."""

from __future__ import annotations

import gzip
import os
import re
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .faults import Fault, InputFaults, shown_path

UTF8_MARK = b"\xef\xbb\xbf"
BYTE_ORDER_MARKS = {
    UTF8_MARK: "UTF-8 with a byte order mark (BOM)",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
SAVE_AS_UTF8 = "Save it again as plain UTF-8 text, without a byte order mark."
MEGABYTE = 1_000_000
MAX_FILE_BYTES = 2 * MEGABYTE  # a readout is a page; a long book is one megabyte
# Controls other than tab, line ends and page break, and code points that XML forbids.
CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
GZIP_FAULTS = (gzip.BadGzipFile, EOFError, zlib.error)  # what reading a broken .gz raises
ABANDONED_AFTER_SECONDS = 60  # an unfinished file this old has no writer any more
_UNFINISHED_PREFIX, _UNFINISHED_SUFFIX = ".readouts-", ".part"


def read_text(path: Path, max_bytes: int = MAX_FILE_BYTES, *, marked: bool = False) -> str:
    """The exact text of a UTF-8 file: line ends unchanged, so that offsets stay valid. A .gz file is unpacked.

    Parameters
    ----------
    path : the file.
    max_bytes : the largest size that is read, after unpacking.
    marked : whether the file may begin with a UTF-8 byte order mark, which is removed.

    Raises
    ------
    InputFaults if the file cannot be read, is empty, too large, binary or not UTF-8, or contains control characters.
    The fault names the first such line.
    """
    raw, size = _read_bytes(path, max_bytes)
    if len(raw) > max_bytes:
        message = f"The file has {size / MEGABYTE:.1f} MB; at most {max_bytes // MEGABYTE} MB are read."
        message += " A readout is a page." if max_bytes == MAX_FILE_BYTES else ""
        raise InputFaults([Fault(shown_path(path), 0, message)])
    raw = raw.removeprefix(UTF8_MARK) if marked else raw
    message, position = _find_problem(raw)
    if message:
        line = len(re.findall(rb"\r\n|\r|\n", raw[:position])) + 1
        raise InputFaults([Fault(shown_path(path), line, message)])
    return raw.decode("utf-8")


def _read_bytes(path: Path, max_bytes: int) -> tuple[bytes, int]:
    """At most `max_bytes` + 1 bytes of a file, and the smallest size that it can have."""
    try:
        with path.open("rb") as file:
            unpacked = gzip.GzipFile(fileobj=file) if path.suffix.lower() == ".gz" else file
            raw = unpacked.read(max_bytes + 1)
            return raw, max(len(raw), os.fstat(file.fileno()).st_size)
    except GZIP_FAULTS:
        raise InputFaults([Fault(shown_path(path), 0, "The .gz file is broken or cut off.")]) from None
    except OSError as error:
        raise InputFaults([Fault(shown_path(path), 0, f"Cannot be read: {error.strerror}.")]) from None


def describe_control_character(text: str) -> str:
    """A message about the first control character of a text; "" if it has none.

    >>> describe_control_character("They met."), describe_control_character("They \\x1b[31mmet.")
    ('', 'U+001B is a control character, not text: remove it.')
    """
    found = CONTROL_CHARACTERS.search(text)
    return f"U+{ord(found.group()):04X} is a control character, not text: remove it." if found else ""


def _find_problem(raw: bytes) -> tuple[str, int]:
    """The first problem of a file's bytes and its offset; "" if they are plain UTF-8 text."""
    for mark, name in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return f"The file is {name}. {SAVE_AS_UTF8}", 0
    if not raw.strip():
        return "The file is empty.", 0
    if b"\0" in raw:
        return f"The file is binary, or text in UTF-16. {SAVE_AS_UTF8}", raw.index(b"\0")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        byte, start = raw[error.start], error.start
        return f"Byte 0x{byte:02x} here is not UTF-8; {_guess_encoding(raw)}. {SAVE_AS_UTF8}", start
    found = CONTROL_CHARACTERS.search(text)
    return describe_control_character(text), len(text[: found.start()].encode("utf-8")) if found else 0


def _guess_encoding(raw: bytes) -> str:
    for encoding, name in (("shift_jis", "the file reads as Shift_JIS"), ("euc_kr", "the file reads as EUC-KR")):
        try:
            raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return name
    return "the file is binary or in another encoding"


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write a file so that it is always the old one or the new one, never a part. Returns the path.

    Text is written as UTF-8 with its own line ends. Missing folders are made. Unfinished files that a killed process
    left in the folder are removed.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(path.parent)
    with writing(path) as file:
        file.write(data)
    return path


def check_new(path: Path) -> Path:
    """The path, if nothing is there yet. Raises InputFaults otherwise, for what is never overwritten unasked.

    >>> check_new(Path("no-such-file.txt")).name
    'no-such-file.txt'
    """
    if path.exists():
        raise InputFaults([Fault(shown_path(path), 0, "This exists already. Remove it, or give another name.")])
    return path


@contextmanager
def writing(path: Path, within: Path | None = None) -> Iterator[IO[bytes]]:
    """A file to write to. It replaces `path` if the block ends without an exception; otherwise nothing changes.

    within : the folder of the unfinished file, on the same file system; the folder of `path` by default. Such a file is
    on the disk before it takes its place, so that it is whole even after a power cut.
    """
    handle, temporary = tempfile.mkstemp(
        dir=within or path.parent, prefix=_UNFINISHED_PREFIX, suffix=_UNFINISHED_SUFFIX
    )
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            if within:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _remove_abandoned(folder: Path) -> None:
    for unfinished in folder.glob(f"{_UNFINISHED_PREFIX}*{_UNFINISHED_SUFFIX}"):
        try:
            if time.time() - unfinished.stat().st_mtime > ABANDONED_AFTER_SECONDS:
                unfinished.unlink()
        except OSError:  # another process removed it, or this one may not
            continue


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
