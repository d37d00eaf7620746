"""The kinds and levels that a readout may have, by name; a codebook needs them without a parser."""

from __future__ import annotations

KNOWN_KINDS = ("meeting", "telephone", "video", "press-remarks", "joint-statement", "fact-sheet", "other")
KNOWN_LEVELS = ("leaders", "ministers", "officials", "mixed")
# Kinds of former versions, which front matter and lists of pages may still have: their kind and level.
FORMER_KINDS = {
    "summit": ("meeting", "leaders"),
    "foreign-ministers": ("meeting", "ministers"),
    "trilateral": ("meeting", ""),
    "courtesy-call": ("meeting", ""),
}
SELECTABLE = (*KNOWN_KINDS, *KNOWN_LEVELS, *FORMER_KINDS)  # what options and conditions may name


def current_kind(kind: str) -> tuple[str, str | None]:
    """The kind and the level of a kind as front matter or a list of pages writes it, also in former versions.

    >>> current_kind("summit"), current_kind("telephone")
    (('meeting', 'leaders'), ('telephone', None))
    """
    now, level = FORMER_KINDS.get(kind, (kind, ""))
    return now, level or None


def is_of(wanted: str, kind: str, level: str | None) -> bool:
    """Whether a readout is of a kind, a level, or a kind of former versions.

    >>> is_of("ministers", "meeting", "ministers"), is_of("summit", "other", None)
    (True, False)
    """
    if wanted in FORMER_KINDS:
        former_kind, former_level = FORMER_KINDS[wanted]
        return wanted == kind or (kind == former_kind and former_level in ("", level))
    return wanted in (kind, level)
