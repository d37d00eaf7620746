"""Bytes → text, and a word where what a page says of its characters is not so."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
# What browsers take a name for: the larger set of which the named one is a part.
_LARGER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "shift_jis": "cp932", "euc_kr": "cp949", "gb2312": "gb18030",
    "gbk": "gb18030", "utf-16": "utf-16-le", "big5": "cp950",
}  # fmt: skip
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_META_WITHIN = 8192
_LIKELY = ["cp932", "euc_jp", "iso2022_jp", "cp949", "gb18030", "big5", "cp1252"]
_SINGLE = ("cp1252", "iso8859-15", "iso8859-2", "cp1250", "cp1251", "koi8-r", "mac-roman")
_ESCAPED = b"\x1b$"  # how Japanese begins within ASCII, in ISO-2022-JP
_LONG_RUN = re.compile(rb"[\x80-\xff]{4}")  # no western word has four such bytes in a row
_DETECT_WITHIN = 200_000


def decode(raw: bytes, declared: str | None = None, *, html: bool = False) -> tuple[str, list[str]]:
    """The text of some bytes, and warnings.

    A byte order mark decides; then come the charset that was `declared` (by the server), the page's
    own word, UTF-8, and what the bytes look like. A charset is believed only where every byte fits.

    >>> decode("über".encode("cp1252"), "utf-8")
    ('über', ['Its charset is said to be utf-8, but it reads as cp1252.'])
    """
    for mark, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _forced(raw[len(mark) :], name)
    said = [name for name in (declared, _own_word(raw) if html else None) if name]
    # Any bytes are some text in a single-byte charset, so a word for such a one is the weakest.
    for name in sorted(said, key=lambda name: _known(name) in _SINGLE):
        text = _strict(raw, name)
        if text is not None and not _misnamed(raw, name):
            return text, _differs(said[0], name)
    found = _detect(raw)
    text = _strict(raw, found) if found else None
    if found and text is not None:
        return text, _differs(said[0], found) if said else []
    return _forced(raw, (_known(said[0]) if said else None) or "utf-8")


def _own_word(raw: bytes) -> str | None:
    found = _XML.match(raw) or _META.search(raw[:_META_WITHIN])
    name = found.group(1).decode("ascii") if found else None
    # A page that could say so in single bytes is not in double bytes.
    return "utf-8" if name and name.lower().startswith(("utf-16", "utf-32")) else name


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
        "".encode(found)  # some codecs are of no text
    except (LookupError, ValueError):
        return None
    return _LARGER.get(found, found)


def _strict(raw: bytes, name: str) -> str | None:
    known = _known(name)
    try:
        text = raw.decode(known) if known else None
    except (UnicodeError, ValueError):
        return None
    return text if text is None or not re.search(r"[\ud800-\udfff]", text) else None


def _misnamed(raw: bytes, name: str) -> bool:
    """Whether bytes that fit a charset are plainly in another one: UTF-8, or a script of the Far East."""
    if _ESCAPED in raw:
        return not (_known(name) or "").startswith("iso2022")
    if raw.isascii() and b"\0" not in raw:
        return False
    if _known(name) in _SINGLE and (_LONG_RUN.search(raw) or b"\0" in raw):
        return _detect(raw) not in (None, *_SINGLE)
    return _known(name) != "utf-8" and b"\0" not in raw and _strict(raw, "utf-8") is not None


def _detect(raw: bytes) -> str | None:
    if _ESCAPED in raw and _strict(raw, "iso2022_jp") is not None:
        return "iso2022_jp"
    if b"\0" not in raw and _strict(raw, "utf-8") is not None:
        return "utf-8"
    if b"\0" not in raw and not _LONG_RUN.search(raw) and len(re.findall(rb"[\x80-\xff]", raw)) < len(raw) / 3:
        return "cp1252"
    likely = [*_LIKELY, "utf_16_le", "utf_16_be"] if b"\0" in raw else _LIKELY
    best = from_bytes(raw[:_DETECT_WITHIN], cp_isolation=likely).best()
    found = best.encoding if best else None
    return "euc_jp" if found == "cp949" and _reads_as_kana(raw) else found


def _reads_as_kana(raw: bytes) -> bool:
    """Whether Korean text would be full of single letters of the alphabet: those bytes are kana in EUC-JP."""
    korean, japanese = (_strict(raw, name) for name in ("cp949", "euc_jp"))
    letters = len(re.findall(r"[\u3131-\u318e]", korean or ""))
    return japanese is not None and letters * 10 > len(re.findall(r"[^\x00-\x7f]", korean or ""))


def _differs(said: str, found: str) -> list[str]:
    shown = _known(found) or found
    return [] if _known(said) == shown else [f"Its charset is said to be {said}, but it reads as {shown}."]


def _forced(raw: bytes, name: str) -> tuple[str, list[str]]:
    text = raw.decode(name, errors="replace")
    lost = text.count("\ufffd") - raw.count("\ufffd".encode())
    return text, [f"{lost} characters could not be read as {name}; they stand as \ufffd."] if lost > 0 else []
