"""The main text of a web page, with its list numbers and paragraphs, and what the page says of itself."""

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

# Where pages say that their text is, the surest first.
MAIN = (
    "main article", "main", "[role=main]", "#maincontents", "#maincontent", "#main-content", "#main_content",
    "article", "#contents", "#content", "#main", ".entry-content", ".article-body",
)  # fmt: skip
# What a reader of the page does not see, or sees on every page of the site.
_NEVER_TEXT = (
    "script, style, noscript, template, iframe, svg, canvas, object, embed, video, audio, math, head, label, button, "
    "select, textarea, dialog, nav, [hidden], [aria-hidden=true], [role=navigation], [role=dialog], [role=search], "
    "[role=alert]"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AROUND = re.compile(
    r"(?:^|[-_\s])(?:cookies?|consent|gdpr|breadcrumbs?|pankuzu|topic-?path|sns|social|share|sharing|skip-?(?:link|nav)?)(?:$|[-_\s])",
    re.IGNORECASE,
)
_BESIDE = "body > header, body > footer, body > aside, main aside, aside, footer"
MOST_ELEMENTS = 30_000  # marks, beginnings and ends
DEEPEST = 200
LEAST_SHARE = 0.4  # of a page's running text that its main element must hold to be believed
_NAMED = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "publisher": ("og:site_name", "dc.publisher"),
    "published": ("article:published_time", "date", "dc.date", "dcterms.date", "pubdate"),
}
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(https?://\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A page's main text and what it says of itself; what it does not say is None."""

    text: str
    title: str | None
    publisher: str | None
    url: str | None
    published: dt.date | None


def read_page(html: str, address: str | None = None) -> Page:
    """A page's text, as plain lines: list items with their numbers, a blank line between paragraphs.

    `address` is where the page was had from; the page's own canonical address is believed only
    where it is of the same host. A saved page may say where it was saved from.

    Raises SourceRefused for a page of more elements, or deeper nested, than any readout's.

    >>> read_page("<main><h1>Talks</h1><p>They met.</p><ol start=3><li>Tea.<li>Tin.</ol></main>").text
    'Talks\\n\\nThey met.\\n\\n  3. Tea.\\n  4. Tin.\\n'
    """
    # The libraries take long over long runs of space; a page shows them as one, or as an empty line.
    even = re.sub(r"\s{3,}", lambda run: "\n" * min(run.group().count("\n"), 2) or " ", html.replace("\0", ""))
    soup = _grow(even)
    said = {what: next(filter(None, (_meta(soup, name) for name in names)), None) for what, names in _NAMED.items()}
    saved = address or _saved_from(soup)
    heading = _heading(soup)
    title = said["title"] or heading
    url = _canonical(soup, saved) or saved
    text = as_text(_main(soup))
    if heading and heading in (title or "") and heading not in " ".join(text.split()):
        text = f"{heading}\n\n{text}"
    return Page(text, title, said["publisher"], url, _day(said["published"]))


def _grow(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():  # what looks like XML or like an address is read as a page all the same
        warnings.simplefilter("ignore", UnusualUsageWarning)
        soup = BeautifulSoup(html, "lxml") if html.count("<") <= MOST_ELEMENTS else None
    depth = 0
    level: list[Tag] = [soup] if soup is not None else []
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [child for tag in level for child in tag.children if isinstance(child, Tag)]
    if soup is None or level:
        raise SourceRefused(
            "odd page", "The page has more elements, or deeper ones, than a text has. Copy its text and add that."
        )
    return soup


def as_text(element: Tag) -> str:
    """An element as plain text, in the lines that html2text gives."""
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
    """The element with the page's text: by its own word, else by readability, else all of the page."""
    body = soup.body or soup
    _clean(body)
    running = _running(body)
    for selector in MAIN:
        found = max(body.select(selector), key=_running, default=None)
        if found is not None and _running(found) >= LEAST_SHARE * running and _running(found):
            return found
    for element in body.select(_BESIDE):
        element.extract()
    read = _readable(str(body))
    return read if read is not None and _running(read) >= LEAST_SHARE * running else body


def _readable(html: str) -> Tag | None:
    from readability import Document
    from readability.readability import Unparseable

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        return BeautifulSoup(Document(html).summary(), "lxml")
    except (Unparseable, ValueError, RecursionError):
        return None


def _running(element: Tag) -> int:
    """Utf8Text of an element's text that do not stand in links."""
    return len(element.get_text()) - sum(len(link.get_text()) for link in element.find_all("a"))


def _clean(element: Tag) -> None:
    for comment in element.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    hidden = [tag for tag in element.find_all(style=True) if _HIDDEN.search(str(tag["style"]))]
    around = [tag for tag in element.find_all(True) if _is_around(tag)]
    for tag in [*element.select(_NEVER_TEXT), *hidden, *around]:
        tag.extract()


def _is_around(tag: Tag) -> bool:
    names = f"{tag.get('id') or ''} {' '.join(map(str, tag.get_attribute_list('class')))}"
    return _AROUND.search(names) is not None and tag.name not in ("html", "body", "main", "article")


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
    said = str(link.get("href") or "") if isinstance(link, Tag) else _meta(soup, "og:url")
    try:
        url = urljoin(address or "", (said or "").strip())
        parts = urlsplit(url)
        same_host = address is None or parts.hostname == urlsplit(address).hostname
    except ValueError:
        return None
    usable = said and parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s|@", url)
    return url if usable and same_host else None


def _day(said: str | None) -> dt.date | None:
    found = re.match(r"\d{4}-\d{2}-\d{2}", said or "")
    try:
        return dt.date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None
