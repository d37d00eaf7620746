"""Charsets of pages and texts: bytes → text, with a warning where the declared charset is wrong."""

from __future__ import annotations

import codecs
import re

import webencodings
from bs4.dammit import EncodingDetector
from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950"}  # as browsers, wider than Python's codecs
_DECLARED_WITHIN = 8192  # bytes at the beginning of a page
_LIKELY = ["cp932", "euc_jp", "iso2022_jp", "cp949", "gb18030", "big5", "cp1252"]
_SINGLE = ("cp1252", "iso8859-15", "iso8859-2", "cp1250", "cp1251", "koi8-r", "mac-roman")
_ESCAPED = b"\x1b$"  # starts Japanese characters in ISO-2022-JP
_LONG_RUN = re.compile(rb"[\x80-\xff]{4}")  # a Western word does not have four such bytes in a row
_DETECT_WITHIN = 200_000  # bytes


def decode(raw: bytes, declared: str | None = None, *, html: bool = False) -> tuple[str, list[str]]:
    """Decode bytes to text, and return warnings.

    A byte order mark decides. Without one, these are tried in turn: the charset `declared` by the server, the charset
    declared by the page (with `html`), UTF-8, and the charset that the bytes look like. A charset is used only
    if it can decode every byte; if none can, lost characters become U+FFFD and the warning counts them.

    >>> decode("über".encode("cp1252"), "utf-8")
    ('über', ['Declared as utf-8, but read as cp1252.'])
    """
    for mark, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _replace_errors(raw[len(mark) :], name)
    names = [name for name in (declared, _declared_in(raw) if html else None) if name]
    # A single-byte charset can decode any bytes, so its declaration is the weakest.
    for name in sorted(names, key=lambda name: _codec(name) in _SINGLE):
        text = _strict(raw, name)
        if text is not None and not _misnamed(raw, name):
            return text, _warn(names[0], name)
    found = _detect(raw)
    text = _strict(raw, found) if found else None
    if found and text is not None:
        return text, _warn(names[0], found) if names else []
    return _replace_errors(raw, (_codec(names[0]) if names else None) or "utf-8")


def _declared_in(raw: bytes) -> str | None:
    """The charset that a page declares in `<?xml ...?>` or `<meta ...>`."""
    name = EncodingDetector.find_declared_encoding(raw[:_DECLARED_WITHIN], is_html=True, search_entire_document=True)
    # A declaration that can be read byte by byte is not in UTF-16 or UTF-32.
    return "utf-8" if name and name.startswith(("utf-16", "utf-32")) else name


def _codec(name: str) -> str | None:
    """Python's name of the codec that browsers use for a charset; None for an unknown name.

    Source: the Encoding Standard, https://encoding.spec.whatwg.org.
    """
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
        "".encode(found)  # some codecs are not charsets
    except (LookupError, ValueError):
        return None
    web = webencodings.lookup(found.replace("_", "-"))
    return _WIDER.get(found) or (web.codec_info.name if web else found)


def _strict(raw: bytes, name: str) -> str | None:
    codec = _codec(name)
    try:
        text = raw.decode(codec) if codec else None
    except (UnicodeError, ValueError):
        return None
    return text if text is None or not re.search(r"[\ud800-\udfff]", text) else None


def _misnamed(raw: bytes, name: str) -> bool:
    """Whether bytes that a charset can decode are clearly in another: UTF-8, or an East Asian charset."""
    if _ESCAPED in raw:
        return not (_codec(name) or "").startswith("iso2022")
    if raw.isascii() and b"\0" not in raw:
        return False
    if _codec(name) in _SINGLE and (_LONG_RUN.search(raw) or b"\0" in raw):
        return _detect(raw) not in (None, *_SINGLE)
    return _codec(name) != "utf-8" and b"\0" not in raw and _strict(raw, "utf-8") is not None


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
    """Whether the bytes are kana in EUC-JP: read as Korean, they would be mostly single letters."""
    korean, japanese = (_strict(raw, name) for name in ("cp949", "euc_jp"))
    letters = len(re.findall(r"[\u3131-\u318e]", korean or ""))
    return japanese is not None and letters * 10 > len(re.findall(r"[^\x00-\x7f]", korean or ""))


def _warn(declared: str, found: str) -> list[str]:
    codec = _codec(found) or found
    return [] if _codec(declared) == codec else [f"Declared as {declared}, but read as {codec}."]


def _replace_errors(raw: bytes, name: str) -> tuple[str, list[str]]:
    text = raw.decode(name, errors="replace")
    lost = text.count("\ufffd") - raw.count("\ufffd".encode())
    return text, [f"{lost} characters are not valid {name} and were replaced by \ufffd."] if lost > 0 else []
