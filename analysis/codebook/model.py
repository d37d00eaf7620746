"""The codebook: plain values → validated themes, phrases that consume words, and rules for carrying and voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from ..text.patterns import Pattern

NONE = "none"  # the key of words without a theme
Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Written = Annotated[str, StringConstraints(strict=True)]
Where = tuple[str | int, ...]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Conditional(_Frozen):
    """Patterns that count only under a condition on their sentence or readout.

    unless : the patterns do not count in a sentence with any of these phrases.
    only_with : the patterns count only in a sentence with at least one of these phrases.
    unless_kinds : the patterns do not count in readouts of these kinds or levels (telephone, ministers, ...).
    """

    patterns: tuple[Written, ...] = Field(min_length=1)
    unless: tuple[Written, ...] = ()
    only_with: tuple[Written, ...] = ()
    unless_kinds: tuple[Written, ...] = ()


class Theme(_Frozen):
    """One category: its meaning, and the patterns that find it."""

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
    """The words by which a sentence points back to the one before it.

    phrases : point back by themselves. determiners : point back before one of the nouns ("these movements").
    within : the most words between determiner and noun.
    """

    within: int = Field(default=3, ge=0, le=10)
    determiners: tuple[Written, ...] = ()
    nouns: tuple[Written, ...] = ()
    phrases: tuple[Written, ...] = ()


class Act(_Frozen):
    """One kind of statement, and the verbs that report it.

    only_jointly : verbs that report it only for both sides together ("decided"); for one side, the next act that lists
        the verb applies.
    """

    key: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]*$")]
    verbs: tuple[Written, ...] = ()
    only_jointly: tuple[Written, ...] = ()


class VoiceRules(_Frozen):
    """The words that show who makes a statement, and the verbs of each act, the strongest act first.

    jointly : subjects that speak for all sides. alone : pronouns for the last single speaker.
    between : words that may stand between subject and verb. joins : words that join two statements.
    not_after : words that open a clause ("which"): a subject after one does not speak.
    """

    jointly: tuple[Written, ...] = ()
    alone: tuple[Written, ...] = ()
    between: tuple[Written, ...] = ()
    joins: tuple[Written, ...] = ()
    not_after: tuple[Written, ...] = ()
    acts: tuple[Act, ...] = ()


class Codebook(_Frozen):
    """Themes with their patterns, phrases that consume their words, words that carry, and rules for who speaks.

    The order of the themes is the order of charts and tables; it does not change any count.
    """

    themes: tuple[Theme, ...] = Field(min_length=1)
    consumes: tuple[Written, ...] = ()
    carry: Carry = Carry()
    voice: VoiceRules = VoiceRules()

    @classmethod
    def from_patterns(cls, **patterns: Sequence[str]) -> Codebook:
        """A codebook from the patterns of each theme, all themes core, for a first try.

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
        """The theme with this key. Raises KeyError for an unknown key."""
        return {theme.key: theme for theme in self.themes}[key]

    def label(self, key: str) -> str:
        """Label of a theme, and "No theme" for `none`. Raises KeyError for an unknown key.

        >>> Codebook.from_patterns(trade=["trade"]).label("none")
        'No theme'
        """
        return "No theme" if key == NONE else self.theme(key).label

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """Every pattern that is matched: those of the themes in order, then those of `consumes`."""
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
    """A pattern with its theme (None for `consumes`), its path in the file, and its condition."""

    theme: str | None
    pattern: Pattern
    where: Where
    condition: Conditional | None = None
