"""A PDF → its text: lines in reading order, without page numbers and running heads."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

from .errors import SourceRefused

MAX_PAGES = 60
MIN_COLUMN_LINES = 6  # fewer lines with a gap are a table or a list
_COLUMN_GAP = re.compile(r"(?<=\w\w.) {3,}(?=\w\w+ \w+)|(?<=\w\w) {3,}(?=\w\w+ \w+)")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?\W*", re.IGNORECASE)
_HYPHENATED = re.compile(r"([\w.-]*[\w.])[-\u00ad‐]\n[ \t]*(\w+)")
_PARTICLES = ("to", "of", "and", "in", "up", "out", "on", "off", "way", "hand", "day", "round", "run")
# First parts that keep their hyphen before any word, and words after "co-" and "semi-".
_ALWAYS_KEEPS = re.compile(
    r"(?:self|well|cross|vice|non|anti|pro|quasi|half|post|pre|counter|mid|ever|ex(?=-(?:president|prime|min|leader)))-.*|"
    r"co-(?:prod|host|chair|spons|found|auth|own|devel|lead|creat|exist|financ).*|semi-(?:ann|auto|off|perm|fin|struct).*"
)
# First parts of words that keep their hyphen before some, and second ones.
_KEEPS_HYPHEN = re.compile(
    r"(?:long|short|mid|medium|near|high|low|large|small|full|wide|well|far|first|second|third|two|three|four|free|next|post|"
    r"pre|non|self|cross|multi|anti|counter|co|ex|vice|inter|intra|trans|people|face|peer|state|government|private|public|"
    r"carbon|climate|future|decision|policy|law|rules|data|nuclear|oil|energy|cutting|hard|deep|open|water|all|win|"
    r"round|top|joint|working|follow|start|build|check|back)"
)
_SECOND_PARTS = re.compile(
    r"(?:term|free|level|scale|range|based|oriented|related|wide|led|made|owned|standing|looking|neutral|minded|kind|quality|tech|ranking|sized|party|year|old|building|making|binding|"
    r"lateral|century|generation|going|profile|speed|risk|cost|income|edge)"
)


def read_pdf(raw: bytes) -> tuple[str, list[str]]:
    """Read the text of a PDF, and warnings.

    Raises SourceRefused if it is locked, scanned, damaged, or has more than MAX_PAGES pages.
    """
    laid_out = _pages(raw)
    pages = _normalise_gaps([_without_gaps(page) for page in laid_out])
    if not re.search(r"\w{3}", " ".join(pages)):
        raise SourceRefused(
            "scanned", "The PDF contains pictures of pages, not text. Copy or type the text and add that."
        )
    text = _join_pages(_without_running_lines([page.splitlines() for page in pages]))
    text, joined = _rejoin(text)
    notes = [f"{joined} words broken at line ends were joined. Check them."] if joined else []
    if any(map(_has_columns, laid_out)):
        notes.append(
            "The PDF seems to have two columns, whose lines are mixed. Copy the text column by column and add that."
        )
    return text.strip("\n") + "\n", notes


def _has_columns(page: str) -> bool:
    """Whether most full lines of a page have a wide gap within, as between two columns."""
    lines = [line.strip() for line in page.splitlines() if len(line.split()) > 4]
    gaps = [gap.start() for line in lines if (gap := _COLUMN_GAP.search(line))]
    return len(gaps) >= MIN_COLUMN_LINES and len(gaps) > len(lines) / 2


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
        hyphenated = f"{before}-{after}"
        last = before.rsplit("-", 1)[-1].lower()
        joined += 1
        chain = re.search(r"\w-(?:of|to|and|in|on|by|the|for|with)(?:-the)?$", before)  # "state-of-the-art"
        if not after[0].islower() or not last.isalpha() or chain or last == after:  # "Indo-Pacific", "2023-2024"
            return hyphenated
        if f"{last}{after}".lower() in words:
            return whole
        known = hyphenated.lower() in words or {last, after.lower()} <= words
        formed = (_SECOND_PARTS.fullmatch(after) and len(last) > 3) or (
            _KEEPS_HYPHEN.fullmatch(last) and (_SECOND_PARTS.fullmatch(after) or after in _PARTICLES)
        )
        return hyphenated if known or formed or _ALWAYS_KEEPS.fullmatch(f"{last}-{after}") else whole

    return _HYPHENATED.sub(join, text), joined
