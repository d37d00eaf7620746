"""A PDF → its text: lines in reading order, without page numbers and running heads."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from .errors import SourceRefused

MAX_PAGES = 60
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?\W*", re.IGNORECASE)
_HYPHENATED = re.compile(r"(\w+)[-\u00ad‐]\n[ \t]*([a-z]\w*)")


def read_pdf(raw: bytes) -> tuple[str, list[str]]:
    """Read the text of a PDF, and warnings.

    Raises SourceRefused if it is locked, scanned, damaged, or has more than MAX_PAGES pages.
    """
    pages = _normalise_gaps([_without_gaps(page) for page in _pages(raw)])
    if not re.search(r"\w{3}", " ".join(pages)):
        raise SourceRefused(
            "scanned", "The PDF contains pictures of pages, not text. Copy or type the text and add that."
        )
    text = _join_pages(_without_running_lines([page.splitlines() for page in pages]))
    text, joined = _rejoin(text)
    notes = [f"{joined} words broken at line ends were joined. Check them."] if joined else []
    return text.strip("\n") + "\n", notes


def _pages(raw: bytes) -> list[str]:
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceRefused("locked", "The PDF is locked with a password. Save a copy without one and add that.")
        if len(reader.pages) > MAX_PAGES:
            raise SourceRefused(
                "too large",
                f"The PDF has {len(reader.pages)} pages, more than {MAX_PAGES}. Copy the text and add that.",
            )
        return [page.extract_text(extraction_mode="layout") for page in reader.pages]
    except SourceRefused:
        raise
    except ImportError:  # some kinds of encryption need another library
        raise SourceRefused("locked", "The PDF is locked. Save a copy without a password and add that.") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, ArithmeticError,
            AssertionError, OSError, NotImplementedError) as error:  # fmt: skip
        message = f"The PDF is damaged or incomplete ({type(error).__name__}). Download it again."
        raise SourceRefused("broken PDF", message) from None


def _without_gaps(page: str) -> str:
    lines = [re.sub(r"(?<=\S)[ \t]{2,}", " ", line.rstrip()) for line in page.replace("\0", "").split("\n")]
    return "\n".join(lines).strip("\n")


def _normalise_gaps(pages: list[str]) -> list[str]:
    """Give pages a blank line between paragraphs and none within, whatever their line spacing."""
    gaps = Counter(len(gap) - 1 for page in pages for gap in re.findall(r"(?<=\S)\n+(?=[^\n])", page))
    usual = gaps.most_common(1)[0][0] if gaps else 0
    return [re.sub(r"\n+", lambda gap: "\n" if len(gap.group()) - 1 <= usual else "\n\n", page) for page in pages]


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Remove page numbers, and first and last lines that several pages share."""
    ends = Counter(mark for page in pages for mark in {_mark(line) for line in (*page[:2], *page[-2:])})
    kept = []
    for page in pages:
        for at in (0, -1):
            while page and (not page[at].strip() or _PAGE_NUMBER.fullmatch(page[at]) or ends[_mark(page[at])] > 1):
                page.pop(at)
        kept.append(page)
    return kept


def _mark(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _join_pages(pages: list[list[str]]) -> str:
    text = ""
    for page in filter(None, pages):
        between = "\n\n" if re.search(r"[.!?:;”\"')]$", text) else "\n"
        text += (between if text else "") + "\n".join(page)
    return text


def _rejoin(text: str) -> tuple[str, int]:
    """Join words that are broken at line ends, and count them.

    The hyphen is kept if the text contains the hyphenated word elsewhere, or both its parts as words.
    """
    words = set(re.findall(r"[\w-]+\w", _HYPHENATED.sub(" ", text).lower()))
    joined = 0

    def join(found: re.Match[str]) -> str:
        nonlocal joined
        before, after = found.groups()
        whole = f"{before}{after}"
        own_hyphen = f"{before}-{after}".lower() in words or {before.lower(), after.lower()} <= words
        joined += 1
        return f"{before}-{after}" if own_hyphen and whole.lower() not in words else whole

    return _HYPHENATED.sub(join, text), joined
