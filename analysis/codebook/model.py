"""The codebook: plain values → validated themes with their patterns, phrases that consume words, and rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product
from typing import Annotated

from pydantic import Field, StrictBool, StringConstraints

from ..text.patterns import Pattern, pattern_of
from .rules import Carry, Frozen, SetName, Text, Topics, VoiceRules, Written

IN_BRACES = re.compile(r"\{([^{}]*)\}")  # the name of a set in a pattern
NONE = "none"  # the key of words without a theme
Where = tuple[str | int, ...]


class Conditional(Frozen):
    """Patterns that count only under a condition on their sentence or readout.

    unless : the patterns do not count in a sentence with any of these phrases.
    only_with : the patterns count only in a sentence with at least one of these phrases.
    unless_kinds : the patterns do not count in readouts of these kinds or levels (telephone, ministers, ...).
    unless_sides : the patterns do not count in a readout of a meeting with one of these sides (China, EU, ...).
    unless_topics, only_topics : the patterns do not count, or only count, where the topic is one of these.
    unless_themes : the patterns do not count in a sentence with a match of one of these themes whose own condition
        names no themes.
    """

    patterns: tuple[Written, ...] = Field(min_length=1)
    unless: tuple[Written, ...] = ()
    only_with: tuple[Written, ...] = ()
    unless_kinds: tuple[Written, ...] = ()
    unless_sides: tuple[Written, ...] = ()
    unless_topics: tuple[Written, ...] = ()
    only_topics: tuple[Written, ...] = ()
    unless_themes: tuple[Written, ...] = ()


class Theme(Frozen):
    """One category: its meaning, and the patterns that find it.

    in_text : how a sentence names the theme ("the economy"); without it, by its label.
    """

    key: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]*$")]
    label: Text
    in_text: Text | None = None
    core: StrictBool
    colour: Annotated[str, StringConstraints(strict=True, pattern=r"^#[0-9A-Fa-f]{6}$")]
    definition: Text
    excludes: Text = "-"
    examples: tuple[Text, ...] = ()
    patterns: tuple[Written, ...] = ()
    conditional: tuple[Conditional, ...] = ()


class Codebook(Frozen):
    """Themes with their patterns, phrases that consume their words, words that carry, and rules for who speaks.

    sets : named lists of words; `{name}` in a pattern or phrase stands for each of them in turn.

    The order of the themes is the order of charts and tables; it does not change any count.
    """

    themes: tuple[Theme, ...] = Field(min_length=1)
    consumes: tuple[Written, ...] = ()
    sets: dict[SetName, tuple[Written, ...]] = Field(default_factory=dict)
    topics: Topics = Topics()
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

    def of(self, keys: Sequence[str]) -> Codebook:
        """The same codebook with these themes only, in this order. Raises KeyError for an unknown key.

        >>> Codebook.from_patterns(trade=["trade"], youth=["student*"]).of(["youth"]).keys
        ['youth']
        """
        kept = {name: getattr(self, name) for name in Codebook.model_fields}
        part = PartOfCodebook if len(keys) < len(self.themes) else type(self)
        return part.model_construct(None, **kept | {"themes": tuple(map(self.theme, keys))})

    def with_patterns(self, key: str, more: Sequence[str] = (), without: Collection[str] = ()) -> Codebook:
        """The same codebook with more patterns of a theme, before those that it has, and without some of these.

        A condition without any pattern left goes too. Raises KeyError for an unknown key.

        >>> book = Codebook.from_patterns(trade=["trade", "goods"])
        >>> book.with_patterns("trade", ["tariff*"], ["goods"]).theme("trade").patterns
        ('tariff*', 'trade')
        """
        own = self.theme(key)

        def left(patterns: Sequence[str]) -> tuple[str, ...]:
            return tuple(one for one in patterns if one not in without)

        groups = [group.model_copy(update={"patterns": left(group.patterns)}) for group in own.conditional]
        conditional = tuple(group for group in groups if group.patterns)
        changed = own.model_copy(update={"patterns": (*more, *left(own.patterns)), "conditional": conditional})
        fields = {name: getattr(self, name) for name in Codebook.model_fields}
        themes = tuple(changed if one is own else one for one in self.themes)
        return type(self).model_construct(None, **fields | {"themes": themes})

    def theme(self, key: str) -> Theme:
        """The theme with this key. Raises KeyError for an unknown key."""
        return {theme.key: theme for theme in self.themes}[key]

    def label(self, key: str) -> str:
        """Label of a theme, and "No theme" for `none`. Raises KeyError for an unknown key.

        >>> Codebook.from_patterns(trade=["trade"]).label("none")
        'No theme'
        """
        return "No theme" if key == NONE else self.theme(key).label

    def in_text(self, key: str) -> str:
        """How a sentence names a theme. Raises KeyError for an unknown key.

        >>> Codebook.from_patterns(trade=["trade"]).in_text("trade")
        'trade'
        """
        theme = self.theme(key)
        return theme.in_text or theme.label

    def expand(self, written: Iterable[str]) -> tuple[str, ...]:
        """Patterns or phrases with each `{name}` replaced by each word of that set; each result once, in order.

        The name of a set that does not exist stays as it is.

        >>> book = Codebook.from_patterns(trade=["trade"]).model_copy(update={"sets": {"us": ("u.s.", "america")}})
        >>> book.expand(["talks", "the {us}"])
        ('talks', 'the u.s.', 'the america')
        """
        return tuple(dict.fromkeys(chain.from_iterable(self._expand(one) for one in written)))

    def _expand(self, written: str) -> Iterator[str]:
        parts = IN_BRACES.split(written)
        choices = [self.sets.get(part, (f"{{{part}}}",)) if n % 2 else (part,) for n, part in enumerate(parts)]
        return map("".join, product(*choices))

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """Every pattern that is matched: those of the themes in order, then those of `consumes`."""
        found: list[Listed] = []

        def add(theme: str | None, patterns: Sequence[str], path: Where, condition: Conditional | None = None) -> None:
            for j, source in enumerate(patterns):
                found.extend(
                    Listed(theme, pattern_of(one), (*path, j), condition, source) for one in self.expand([source])
                )

        for i, theme in enumerate(self.themes):
            add(theme.key, theme.patterns, ("themes", i, "patterns"))
            for k, group in enumerate(theme.conditional):
                add(theme.key, group.patterns, ("themes", i, "conditional", k, "patterns"), group)
        add(None, self.consumes, ("consumes",))
        return tuple(found)


class PartOfCodebook(Codebook):
    """Some themes of a codebook; `none` stands for the others too."""

    def label(self, key: str) -> str:
        """Label of a theme; what is of no theme may be of another."""
        return "Other or no theme" if key == NONE else super().label(key)


@dataclass(frozen=True)
class Listed:
    """A pattern with its theme (None for `consumes`), its path in the file, its condition, and how the file writes it.

    pattern : with the sets written out. source : as in the file.
    """

    theme: str | None
    pattern: Pattern
    where: Where
    condition: Conditional | None = None
    source: str = ""
