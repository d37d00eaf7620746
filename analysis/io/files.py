"""Files read strictly and written whole."""

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
SAVE_AS = "Save it again as plain UTF-8 text, without a byte order mark."
MEGABYTE = 1_000_000
MOST_BYTES = 2 * MEGABYTE  # a readout is a page; a long book has one megabyte
# Utf8Text that are no text: controls other than tab, line ends and page break, and what XML has no place for.
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
GZIP_FAULTS = (gzip.BadGzipFile, EOFError, zlib.error)  # what reading a broken .gz raises
_UNFINISHED, _ENDING = ".readouts-", ".part"  # of a file that is being written
LEFT_BEHIND = 60  # seconds after which nobody writes such a file any more


def read_text(path: Path, most: int = MOST_BYTES, *, marked: bool = False) -> str:
    """The text of a file, exactly: UTF-8, line ends as they are, so that offsets hold. A .gz is unpacked.

    marked : whether it may begin with a byte order mark, which is no part of its text.

    Raises InputFaults when the file cannot be read, is empty, is larger than `most` bytes, is not text, holds control
    characters, or is text in another encoding; the message names the first line that shows it.
    """
    raw, size = _read_bytes(path, most)
    if len(raw) > most:
        told = f"The file has {size / MEGABYTE:.1f} MB; at most {most // MEGABYTE} MB are read."
        told += " A readout is a page." if most == MOST_BYTES else ""
        raise InputFaults([Fault(shown_path(path), 1, told)])
    raw = raw.removeprefix(UTF8_MARK) if marked else raw
    message, position = _what_is_wrong(raw)
    if message:
        line = len(re.findall(rb"\r\n|\r|\n", raw[:position])) + 1
        raise InputFaults([Fault(shown_path(path), line, message)])
    return raw.decode("utf-8")


def _read_bytes(path: Path, most: int) -> tuple[bytes, int]:
    """The first `most` bytes of a file and one more, and how many it has at least."""
    try:
        with path.open("rb") as file:
            unpacked = gzip.GzipFile(fileobj=file) if path.suffix.lower() == ".gz" else file
            raw = unpacked.read(most + 1)
            return raw, max(len(raw), os.fstat(file.fileno()).st_size)
    except GZIP_FAULTS:
        raise InputFaults([Fault(shown_path(path), 1, "The .gz file is broken or cut off.")]) from None
    except OSError as error:
        raise InputFaults([Fault(shown_path(path), 1, f"Cannot be read: {error.strerror}.")]) from None


def no_text(text: str) -> str:
    """What a reader is told of the first character that is no text; "" where all are.

    >>> no_text("They met."), no_text("They \x1b[31mmet.")
    ('', 'U+001B is a control character, not text: remove it.')
    """
    found = NOT_TEXT.search(text)
    return f"U+{ord(found.group()):04X} is a control character, not text: remove it." if found else ""


def _what_is_wrong(raw: bytes) -> tuple[str, int]:
    for mark, name in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return f"The file is {name}. {SAVE_AS}", 0
    if not raw.strip():
        return "The file is empty.", 0
    if b"\0" in raw:
        return f"The file is binary, or text in UTF-16. {SAVE_AS}", raw.index(b"\0")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"Byte 0x{raw[error.start]:02x} here is not UTF-8; {_guess(raw)}. {SAVE_AS}", error.start
    found = NOT_TEXT.search(text)
    return no_text(text), len(text[: found.start()].encode("utf-8")) if found else 0


def _guess(raw: bytes) -> str:
    for encoding, name in (("shift_jis", "the file reads as Shift_JIS"), ("euc_kr", "the file reads as EUC-KR")):
        try:
            raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return name
    return "the file is binary or in another encoding"


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write a file so that it is either the old one or the new one, never half of it.

    Text is written as UTF-8 with the line ends it has. What a process that was killed left unfinished in the
    same folder is removed. Returns the path.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear(path.parent)
    with writing(path) as file:
        file.write(data)
    return path


@contextmanager
def writing(path: Path, within: Path | None = None) -> Iterator[IO[bytes]]:
    """A file to write to that takes the place of `path` when the block ends well; else nothing is changed.

    What is unfinished stands in the same folder, or `within` another of the same file system.
    """
    handle, temporary = tempfile.mkstemp(dir=within or path.parent, prefix=_UNFINISHED, suffix=_ENDING)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _clear(folder: Path) -> None:
    """Remove unfinished files that nobody writes any more."""
    for left in folder.glob(f"{_UNFINISHED}*{_ENDING}"):
        try:
            if time.time() - left.stat().st_mtime > LEFT_BEHIND:
                left.unlink()
        except OSError:  # another process has been faster, or it is not ours to remove
            continue


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
