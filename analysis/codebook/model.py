"""The codebook: themes with their patterns, phrases that consume their words, words that carry, who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from ..text.patterns import Pattern

NONE = "none"  # the row of words that carry no theme
Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Written = Annotated[str, StringConstraints(strict=True)]
Where = tuple[str | int, ...]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Conditional(_Frozen):
    """Patterns that count only under a condition on their sentence or readout.

    unless, only_with : phrases none, or at least one, of which must stand in the sentence.
    unless_kinds : kinds of readout in which the patterns do not count (summit, telephone, ...).
    """

    patterns: tuple[Written, ...] = Field(min_length=1)
    unless: tuple[Written, ...] = ()
    only_with: tuple[Written, ...] = ()
    unless_kinds: tuple[Written, ...] = ()


class Theme(_Frozen):
    """One category: what it means, and the patterns by which it is found."""

    key: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]*$")]
    label: Text
    core: StrictBool
    colour: Annotated[str, StringConstraints(strict=True, pattern=r"^#[0-9A-Fa-f]{6}$")]
    definition: Text
    excludes: Text = "-"
    examples: tuple[Text, ...] = ()
    patterns: tuple[Written, ...] = ()
    conditional: tuple[Conditional, ...] = ()


class Carry(_Frozen):
    """The words by which a sentence points back to the one before it."""

    within: int = Field(default=3, ge=0, le=10)
    determiners: tuple[Written, ...] = ()
    nouns: tuple[Written, ...] = ()
    phrases: tuple[Written, ...] = ()


class Act(_Frozen):
    """One kind of statement, and the verbs that report it.

    only_jointly : verbs that report it only where both sides speak ("decided"); where one side alone
        does, they are of the next act that lists them.
    """

    key: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]*$")]
    verbs: tuple[Written, ...] = ()
    only_jointly: tuple[Written, ...] = ()


class VoiceRules(_Frozen):
    """How a sentence says whose statement it is: its subjects, and its verbs by act, the strongest act first.

    jointly : subjects that speak for all sides. alone : pronouns for the one who spoke last.
    between : what may stand between subject and verb. joins : what joins one statement to the next.
    not_after : words after which a subject only belongs to a clause within the statement.
    """

    jointly: tuple[Written, ...] = ()
    alone: tuple[Written, ...] = ()
    between: tuple[Written, ...] = ()
    joins: tuple[Written, ...] = ()
    not_after: tuple[Written, ...] = ()
    acts: tuple[Act, ...] = ()


class Codebook(_Frozen):
    """Themes with their patterns, phrases that consume their words, words that carry, and rules for who speaks.

    The order of the themes is the order of charts and tables; it changes no count.
    """

    themes: tuple[Theme, ...] = Field(min_length=1)
    consumes: tuple[Written, ...] = ()
    carry: Carry = Carry()
    voice: VoiceRules = VoiceRules()

    @classmethod
    def from_patterns(cls, **patterns: Sequence[str]) -> Codebook:
        """A codebook of bare patterns by theme, all themes core, for a first try.

        >>> Codebook.from_patterns(trade=["trade", "export*"]).keys
        ['trade']
        """
        themes = [
            {"key": key, "label": key, "core": True, "colour": "#0072b2", "definition": key, "patterns": tuple(listed)}
            for key, listed in patterns.items()
        ]
        return cls.model_validate({"themes": themes})

    @cached_property
    def keys(self) -> list[str]:
        """Keys of the themes in order."""
        return [theme.key for theme in self.themes]

    @cached_property
    def core_keys(self) -> list[str]:
        """Keys of the core themes in order."""
        return [theme.key for theme in self.themes if theme.core]

    def theme(self, key: str) -> Theme:
        """The theme of a key. Raises KeyError when there is none."""
        return {theme.key: theme for theme in self.themes}[key]

    def label(self, key: str) -> str:
        """Label of a theme, and "No theme" for `none`.

        >>> Codebook.model_validate({"themes": [{"key": "a", "label": "A", "core": True, "colour": "#000000",
        ...     "definition": "x", "patterns": ["a"]}]}).label("none")
        'No theme'
        """
        return "No theme" if key == NONE else self.theme(key).label

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """Every pattern that takes part in matching, with its theme (None: consumes), path and condition."""
        found = []
        for i, theme in enumerate(self.themes):
            for j, written in enumerate(theme.patterns):
                found.append(Listed(theme.key, Pattern(written), ("themes", i, "patterns", j)))
            for k, group in enumerate(theme.conditional):
                place = ("themes", i, "conditional", k, "patterns")
                found += [Listed(theme.key, Pattern(w), (*place, j), group) for j, w in enumerate(group.patterns)]
        return (*found, *(Listed(None, Pattern(w), ("consumes", j)) for j, w in enumerate(self.consumes)))


@dataclass(frozen=True)
class Listed:
    """A pattern in its place: its theme (None where it consumes), path in the file, condition."""

    theme: str | None
    pattern: Pattern
    where: Where
    condition: Conditional | None = None
