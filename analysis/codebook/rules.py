"""Rules of a codebook: plain values → topics, words that point back, and words that show who speaks, validated."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Written = Annotated[str, StringConstraints(strict=True)]
SetName = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]*$")]


class Frozen(BaseModel):
    """A part of a codebook: nothing in it changes, and it has no other keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Topics(Frozen):
    """What is spoken of, where words such as "sanctions" do not say it: named lists of phrases.

    A sentence has the topics whose phrases it contains; without any, those of the nearest sentence before it in the
    same readout, at most `within` sentences back. Where there is none, the topic is that of the sides that met.

    sides : by topic, the sides that are at war or in a conflict themselves (Ukraine, ...).
    """

    within: int = Field(default=2, ge=0, le=10)
    phrases: dict[SetName, tuple[Written, ...]] = Field(default_factory=dict)
    sides: dict[SetName, tuple[Written, ...]] = Field(default_factory=dict)


class Carry(Frozen):
    """The words by which a sentence points back to the one before it.

    phrases : point back by themselves. determiners : point back before one of the nouns ("these movements").
    within : the most words between determiner and noun.
    introducers : words that introduce one of the nouns in the sentence itself ("many problems"). What comes after
        it points to it, not back; so does a determiner before a noun that the sentence has named before.
    """

    within: int = Field(default=3, ge=0, le=10)
    determiners: tuple[Written, ...] = ()
    nouns: tuple[Written, ...] = ()
    phrases: tuple[Written, ...] = ()
    introducers: tuple[Written, ...] = ()


class Act(Frozen):
    """One kind of statement, and the verbs that report it.

    only_jointly : verbs that report it only for both sides together ("decided"); for one side, the next act that lists
        the verb applies.
    """

    key: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]*$")]
    verbs: tuple[Written, ...] = ()
    only_jointly: tuple[Written, ...] = ()


class VoiceRules(Frozen):
    """The words that show who makes a statement, and the verbs of each act, the strongest act first.

    jointly : subjects that speak for all sides. alone : pronouns for the last single speaker.
    between : words that may stand between subject and verb. joins : words that join two statements.
    not_after : words that open a clause ("which"): a subject after one does not speak.
    inverted : verbs that may stand before their subject, after a quotation or a comma (", said President Kim").
    """

    jointly: tuple[Written, ...] = ()
    alone: tuple[Written, ...] = ()
    between: tuple[Written, ...] = ()
    joins: tuple[Written, ...] = ()
    not_after: tuple[Written, ...] = ()
    inverted: tuple[Written, ...] = ()
    acts: tuple[Act, ...] = ()
