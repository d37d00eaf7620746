"""Categories: the one form between the codebook and the dictionary files of other tools.

A category has a name, patterns, and categories within it. A codebook says more (conditions, phrases that consume their
words, ...), and a file of another tool can say what a codebook cannot (levels, weights, rules). Whatever is left out on
the way is listed, never dropped silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..codebook.checks import pattern_faults
from ..codebook.contents import MAX_PATTERN_CHARACTERS, MAX_PATTERNS
from ..codebook.model import IN_BRACES, NONE, Codebook, Theme
from ..io.faults import Fault, InputFaults
from ..io.files import CONTROL_CHARACTERS, describe_control_character
from ..io.wording import counted, listing
from ..text.patterns import pattern_of
from .keys import key_of

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7B8794", "#A89B8C", "#B9B48C", "#948FA8"]
UNNAMED = "unnamed"
MAX_LEVELS = 20  # categories within each other
NOTHING_DEFINED = "Imported without a definition: write what counts."
# What no dictionary file can say, by the codebook's keys.
RULES = {
    "topics": "what is spoken of",
    "carry": "sentences that point back take no theme from the one before",
    "voice": "who speaks",
}


@dataclass(frozen=True)
class Category:
    """A category of a dictionary file: its own patterns, and the categories within it."""

    name: str
    patterns: tuple[str, ...] = ()
    within: tuple[Category, ...] = ()
    definition: str = ""


@dataclass(frozen=True)
class Categories:
    """The categories of a file or codebook. lost : what could not be said in this form, a sentence each."""

    listed: tuple[Category, ...]
    lost: tuple[str, ...] = ()


def from_codebook(book: Codebook) -> Categories:
    """The themes of a codebook as categories: sets written out, conditional patterns without their conditions.

    >>> book = Codebook.from_patterns(trade=["export*", "trade"])
    >>> from_codebook(book).listed
    (Category(name='trade', patterns=('export*', 'trade'), within=(), definition='trade'),)
    """
    return Categories(tuple(_category(theme, book) for theme in book.themes), tuple(_unsayable(book)))


def _category(theme: Theme, book: Codebook) -> Category:
    written = [*theme.patterns, *(pattern for group in theme.conditional for pattern in group.patterns)]
    return Category(theme.key, book.expand(written), definition=theme.definition)


def _unsayable(book: Codebook) -> Iterator[str]:
    """What of a codebook no dictionary file says."""
    yield "Labels, colours, core, excludes and examples of the themes."
    yield "One separator for spaces, hyphens and dashes: 'six-party' is written with its hyphen only."
    yield "The longest match counts over all themes. Other tools look at each category alone (quanteda: nested_scope)."
    for theme in book.themes:
        for group in theme.conditional:
            names = [name for name, value in group if value and name != "patterns"]
            count = counted(len(book.expand(group.patterns)), "pattern")
            yield f"{theme.key}: {count} without the condition {listing(names)}: {', '.join(group.patterns)}."
    if book.consumes:
        count = counted(len(book.expand(book.consumes)), "phrase")
        yield f"consumes: {count} that would use up the words: {', '.join(book.consumes)}."
    if book.sets:
        yield f"sets: written out in every pattern: {', '.join(book.sets)}."
    yield from (f"{key}: {what}." for key, what in RULES.items() if getattr(book, key) != type(getattr(book, key))())


def to_codebook(categories: Categories, file: str) -> tuple[Codebook, list[str]]:
    """A codebook of some categories, and what of them it cannot say.

    Each category with patterns becomes a core theme; one within another gets the names of both. A pattern that
    `read_codebook` would refuse is left out and listed.

    Parameters
    ----------
    categories : as read from a file.
    file : its name in messages.

    Raises
    ------
    InputFaults if there is no pattern, or more than a codebook may have.

    >>> found = Categories((Category("Geo", within=(Category("Seas", ("* ocean", "a*b*")),)),))
    >>> book, lost = to_codebook(found, "geo.yml")
    >>> book.keys, book.themes[0].label, book.themes[0].patterns
    (['geo_seas'], 'Geo: Seas', ('* ocean',))
    >>> lost[-1]
    "geo_seas: Pattern 'a*b*' has two * in one word. Write one * in each word."
    """
    themes: list[Theme] = []
    lost = list(categories.lost)
    owner: dict[str, str] = {}  # the theme of each pattern: it can have one only
    for path, category in _walk(categories.listed):
        name = " > ".join(path)
        if not category.patterns:
            lost += [] if category.within else [f"{name}: a category without patterns."]
            continue
        key = _unused(key_of(" ".join(path)), [NONE, *(theme.key for theme in themes)])
        label = _unused(": ".join(path), [theme.label for theme in themes])
        lost += [f"{name} is the theme {key}: a codebook has one level."] if len(path) > 1 else []
        patterns, faulty = _sayable(category.patterns, key, owner)
        lost += faulty
        colour, definition = COLOURS[len(themes) % len(COLOURS)], _in_one_line(category.definition) or NOTHING_DEFINED
        themes.append(
            Theme(key=key, label=label, core=True, colour=colour, definition=definition, patterns=tuple(patterns))
        )
    _check_number(themes, file)
    kept, faulty = _without_faults(Codebook(themes=tuple(themes)))
    _check_number(kept, file)
    return Codebook(themes=tuple(kept)), lost + faulty


def _sayable(patterns: Sequence[str], key: str, owner: dict[str, str]) -> tuple[list[str], list[str]]:
    """The patterns that a theme can have, each once, and what is said of the others; `owner` learns their theme."""
    kept, lost = [], []
    for pattern in patterns:
        normal = pattern_of(pattern).normal
        if why := _cannot_say(pattern):
            lost.append(f"{key}: {why}")
        elif owner.get(normal, key) != key:
            lost.append(f"{key}: Pattern {pattern!r} is in {owner[normal]} already.")
        elif normal not in owner:
            kept.append(pattern)
        owner.setdefault(normal, key)
    return kept, lost


def _walk(listed: Sequence[Category], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Category]]:
    """Every category with the names from the top to it."""
    for category in listed:
        path = (*above, _in_one_line(category.name) or UNNAMED)
        yield path, category
        yield from _walk(category.within, path)


def _in_one_line(text: str) -> str:
    return " ".join(CONTROL_CHARACTERS.sub(" ", text).split())


def _cannot_say(pattern: str) -> str:
    """Why no codebook can have this pattern, for what its checks do not look at; "" if it can."""
    if IN_BRACES.search(pattern):
        return f"Pattern {pattern!r}: braces name a set in a codebook."
    if message := describe_control_character(pattern):
        return f"Pattern {pattern!r}: {message}"
    too_long = len(pattern) > MAX_PATTERN_CHARACTERS
    return f"Pattern {pattern[:40]!r}... has more than {MAX_PATTERN_CHARACTERS} characters." if too_long else ""


def _unused(name: str, used: Sequence[str]) -> str:
    """The name, or the name with a number where it is used already, in small or capital letters."""
    taken = {other.casefold() for other in used}
    joint = "_" if name.isidentifier() else " "
    numbered = (name, *(f"{name}{joint}{n}" for n in range(2, len(used) + 2)))
    return next(new for new in numbered if new.casefold() not in taken)


def _check_number(themes: Sequence[Theme], file: str) -> None:
    n = sum(len(theme.patterns) for theme in themes)
    if not n:
        raise InputFaults([Fault(file, 0, "The file has no category with a pattern that a codebook can have.")])
    if n > MAX_PATTERNS:
        message = f"{n:,} patterns; a codebook has at most {MAX_PATTERNS:,}. Remove categories from the file."
        raise InputFaults([Fault(file, 0, message)])


def _without_faults(book: Codebook) -> tuple[list[Theme], list[str]]:
    """The themes without the patterns that the codebook's checks refuse, and what is said of these."""
    faults = {(where[1], where[3]): message for where, message in pattern_faults(book.listed)}
    kept = [
        theme.model_copy(update={"patterns": tuple(p for j, p in enumerate(theme.patterns) if (i, j) not in faults)})
        for i, theme in enumerate(book.themes)
    ]
    lost = [f"{book.themes[int(i)].key}: {message}" for (i, _), message in sorted(faults.items())]
    return [theme for theme in kept if theme.patterns], lost + [
        f"{theme.key}: no pattern is left." for theme in kept if not theme.patterns
    ]
