"""A web page: HTML → its main text with list numbers and paragraphs, title, publisher, address and date."""

from __future__ import annotations

import datetime as dt
import logging
import re
import warnings
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, Tag, UnusualUsageWarning
from html2text import HTML2Text

from .errors import SourceRefused
from .list_numbers import write_numbers

# Elements that contain a page's main text, the most reliable first.
MAIN = (
    "main article", "main", "[role=main]", "#maincontents", "#maincontent", "#main-content", "#main_content",
    "article", "#contents", "#content", "#main", ".entry-content", ".article-body",
)  # fmt: skip
# Elements that a reader does not see, or sees on every page of the site.
_NOT_TEXT = (
    "script, style, noscript, template, iframe, svg, canvas, object, embed, video, audio, math, head, label, button, "
    "select, textarea, dialog, nav, [hidden], [aria-hidden=true], [role=navigation], [role=dialog], [role=search], "
    "[role=alert]"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:cookies?|consent|gdpr|breadcrumbs?|pankuzu|topic-?path|sns|social|share|sharing|skip-?(?:link|nav)?)(?:$|[-_\s])",
    re.IGNORECASE,
)
_MARGINS = "body > header, body > footer, body > aside, main aside, aside, footer"
MAX_TAGS = 30_000  # opening and closing
MAX_DEPTH = 200  # of nested elements
MIN_SHARE = 0.4  # of a page's text outside links that its main element must contain
_META_NAMES = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "publisher": ("og:site_name", "dc.publisher"),
    "published": ("article:published_time", "date", "dc.date", "dcterms.date", "pubdate"),
}
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(https?://\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A page's main text, title, publisher, address and day of publication; None for what it does not say."""

    text: str
    title: str | None
    publisher: str | None
    url: str | None
    published: dt.date | None


def read_page(html: str, address: str | None = None) -> Page:
    """Read a page's text as plain lines: list items with their numbers, a blank line between paragraphs.

    address : the address that the page was fetched from; None for a saved page, which may state it itself. The
        page's canonical address is used only if it has the same host.

    Raises SourceRefused for a page that is too large or too deeply nested.

    >>> read_page("<main><h1>Talks</h1><p>They met.</p><ol start=3><li>Tea.<li>Tin.</ol></main>").text
    'Talks\\n\\nThey met.\\n\\n  3. Tea.\\n  4. Tin.\\n'
    """
    # The libraries are slow on long runs of space, which a page shows as one space or an empty line.
    compact = re.sub(r"\s{3,}", lambda run: "\n" * min(run.group().count("\n"), 2) or " ", html.replace("\0", ""))
    soup = _parse(compact)
    stated = {
        what: next(filter(None, (_meta(soup, name) for name in names)), None) for what, names in _META_NAMES.items()
    }
    saved = address or _saved_from(soup)
    heading = _heading(soup)
    title = stated["title"] or heading
    url = _canonical(soup, saved) or saved
    text = as_text(_main(soup))
    if heading and heading in (title or "") and heading not in " ".join(text.split()):
        text = f"{heading}\n\n{text}"
    return Page(text, title, stated["publisher"], url, _day(stated["published"]))


def _parse(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():  # for what looks like XML or an address
        warnings.simplefilter("ignore", UnusualUsageWarning)
        soup = BeautifulSoup(html, "lxml") if html.count("<") <= MAX_TAGS else None
    depth = 0
    level: list[Tag] = [soup] if soup is not None else []
    while level and depth <= MAX_DEPTH:
        depth, level = depth + 1, [child for tag in level for child in tag.children if isinstance(child, Tag)]
    if soup is None or level:
        raise SourceRefused(
            "unusual page", "The page is too large or too deeply nested to read. Copy its text and add that."
        )
    return soup


def as_text(element: Tag) -> str:
    """Convert an element to plain text. The element is changed.

    >>> as_text(BeautifulSoup("<p>They <b>met</b>.</p>", "lxml"))
    'They met.\\n'
    """
    _clean(element)
    write_numbers(element)
    writer = HTML2Text(bodywidth=0)
    writer.ignore_links = writer.ignore_images = writer.ignore_emphasis = writer.ignore_tables = True
    writer.unicode_snob = True
    text = writer.handle(str(element)).replace("\xa0", " ")
    text = re.sub(r"^([ \t]*\d*)\\(?=[.+-])", r"\1", text, flags=re.MULTILINE)  # escapes of Markdown
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _main(soup: BeautifulSoup) -> Tag:
    """The element with the page's text: a main element, else what readability finds, else the whole body."""
    body = soup.body or soup
    _clean(body)
    length = _text_length(body)
    for selector in MAIN:
        found = max(body.select(selector), key=_text_length, default=None)
        if found is not None and _text_length(found) >= MIN_SHARE * length and _text_length(found):
            return found
    for element in body.select(_MARGINS):
        element.extract()
    main = _readable(str(body))
    return main if main is not None and _text_length(main) >= MIN_SHARE * length else body


def _readable(html: str) -> Tag | None:
    from readability import Document
    from readability.readability import Unparseable

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        return BeautifulSoup(Document(html).summary(), "lxml")
    except (Unparseable, ValueError, RecursionError):
        return None


def _text_length(element: Tag) -> int:
    """Characters of an element's text outside links."""
    return len(element.get_text()) - sum(len(link.get_text()) for link in element.find_all("a"))


def _clean(element: Tag) -> None:
    for comment in element.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    hidden = [tag for tag in element.find_all(style=True) if _HIDDEN.search(str(tag["style"]))]
    furniture = [tag for tag in element.find_all(True) if _is_furniture(tag)]
    for tag in [*element.select(_NOT_TEXT), *hidden, *furniture]:
        tag.extract()


def _is_furniture(tag: Tag) -> bool:
    names = f"{tag.get('id') or ''} {' '.join(map(str, tag.get_attribute_list('class')))}"
    return _FURNITURE.search(names) is not None and tag.name not in ("html", "body", "main", "article")


def _meta(soup: BeautifulSoup, name: str) -> str | None:
    found = soup.find("meta", attrs={"property": name}) or soup.find(
        "meta", attrs={"name": re.compile(f"^{re.escape(name)}$", re.I)}
    )
    return _one_line(str(found.get("content") or "")) if isinstance(found, Tag) else None


def _heading(soup: BeautifulSoup) -> str | None:
    heads = [tag for name in ("h1", "title") for tag in soup.find_all(name, limit=1) if isinstance(tag, Tag)]
    return next(filter(None, (_one_line(head.get_text(" ")) for head in heads)), None)


def _one_line(text: str) -> str | None:
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()[:300] or None


def _saved_from(soup: BeautifulSoup) -> str | None:
    comments = soup.find_all(string=lambda text: isinstance(text, Comment), limit=5)
    found = next(filter(None, (_SAVED_FROM.match(str(comment)) for comment in comments)), None)
    return found.group(1) if found else None


def _canonical(soup: BeautifulSoup, address: str | None) -> str | None:
    link = soup.find("link", rel="canonical")
    stated = str(link.get("href") or "") if isinstance(link, Tag) else _meta(soup, "og:url")
    try:
        url = urljoin(address or "", (stated or "").strip())
        parts = urlsplit(url)
        same_host = address is None or parts.hostname == urlsplit(address).hostname
    except ValueError:
        return None
    usable = stated and parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s|@", url)
    return url if usable and same_host else None


def _day(stated: str | None) -> dt.date | None:
    found = re.match(r"\d{4}-\d{2}-\d{2}", stated or "")
    try:
        return dt.date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None
