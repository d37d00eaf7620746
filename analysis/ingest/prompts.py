"""Questions to a person at a terminal, and the web client, made when first needed."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from .adding import Asker
    from .client import Client


def at_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


class Clients:
    """The web client, made when the first address is asked."""

    def __init__(self, allow_local: bool) -> None:
        self._allow_local = allow_local
        self._client: Client | None = None

    def one(self) -> Client:
        from .addresses import is_public, is_public_or_local
        from .client import Client

        self._client = self._client or Client(permit=is_public_or_local if self._allow_local else is_public)
        return self._client


def make_asker(yes: bool, *, quiet: bool = False, terminal: bool | None = None) -> Asker:
    """Make an asker of questions.

    yes : answer every question with yes. quiet : ask nothing. terminal : whether a person can answer; None looks.
    """
    from .adding import Asker

    there = (at_terminal() if terminal is None else terminal) and not quiet

    def ask_date(question: str) -> dt.date | None:
        if not there:
            return None
        answer: dt.datetime | str = click.prompt(question, default="", show_default=False, type=_DayOrNone())
        return answer.date() if isinstance(answer, dt.datetime) else None

    def confirm(question: str) -> bool | None:
        return True if yes else click.confirm(question) if there else None

    return Asker(click.echo, confirm, ask_date)


class _DayOrNone(click.DateTime):
    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        return "" if value == "" else super().convert(value, param, ctx)
