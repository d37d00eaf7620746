"""What a command of ingest needs around it: settings → the questions to a person, and the web client."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from .adding import Asker
    from .client import Client, Limits

LOCK_SECONDS = 5.0


@dataclass(frozen=True)
class IngestSettings:
    """What `readouts add` and `readouts fetch` depend on beside their options.

    terminal : whether a person can answer; None looks whether standard input is a terminal.
    limits : time and size of each request; None for the defaults of `Limits`.
    lock_seconds : seconds to wait for another command that works on the same corpus.
    """

    terminal: bool | None = None
    limits: Limits | None = None
    lock_seconds: float = LOCK_SECONDS


class Clients:
    """The web client, made when the first address is requested."""

    def __init__(self, allow_local: bool, limits: Limits | None = None) -> None:
        self._allow_local, self._limits = allow_local, limits
        self._client: Client | None = None

    def get(self) -> Client:
        """Return the one client, which keeps its connections' limits from page to page."""
        from .addresses import is_public, is_public_or_local
        from .client import Client

        permit = is_public_or_local if self._allow_local else is_public
        self._client = self._client or Client(self._limits, permit)
        return self._client


def make_asker(yes: bool, *, quiet: bool = False, terminal: bool | None = None) -> Asker:
    """Make what asks the person at the terminal.

    Parameters
    ----------
    yes : answer every yes/no question with yes.
    quiet : ask nothing.
    terminal : whether a person can answer; None looks whether standard input is a terminal.
    """
    from .adding import Asker

    if terminal is None:
        terminal = sys.stdin is not None and sys.stdin.isatty()
    can_ask = terminal and not quiet

    def ask_date(question: str) -> dt.date | None:
        if not can_ask:
            return None
        answer: dt.datetime | str = click.prompt(question, default="", show_default=False, type=_DayOrNone())
        return answer.date() if isinstance(answer, dt.datetime) else None

    def confirm(question: str) -> bool | None:
        return True if yes else click.confirm(question) if can_ask else None

    return Asker(click.echo, confirm, ask_date)


class _DayOrNone(click.DateTime):
    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        return "" if value == "" else super().convert(value, param, ctx)
