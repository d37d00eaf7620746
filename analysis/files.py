"""Files read strictly and written whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .faults import Fault, InputFaults, shown_path

BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "UTF-8 with a byte order mark (BOM)",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
SAVE_AS = "Save it again as plain UTF-8 text, without a byte order mark."


def read_text(path: Path) -> str:
    """The text of a file, exactly: UTF-8, line ends as they are, so that offsets hold.

    Raises InputFaults when the file cannot be read, is empty, is not text, or is text in another
    encoding; the message names the first line that shows it.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputFaults([Fault(shown_path(path), 1, f"Cannot be read: {error.strerror}.")]) from None
    message, position = _what_is_wrong(raw)
    if message:
        line = raw.count(b"\n", 0, position) + 1
        raise InputFaults([Fault(shown_path(path), line, message)])
    return raw.decode("utf-8")


def _what_is_wrong(raw: bytes) -> tuple[str, int]:
    for mark, name in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return f"The file is {name}. {SAVE_AS}", 0
    if not raw.strip():
        return "The file is empty.", 0
    if b"\0" in raw:
        return f"The file is binary, or text in UTF-16. {SAVE_AS}", raw.index(b"\0")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"Byte 0x{raw[error.start]:02x} here is not UTF-8; {_guess(raw)}. {SAVE_AS}", error.start
    return "", 0


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

    Text is written as UTF-8 with the line ends it has. Returns the path.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
