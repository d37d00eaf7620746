"""What all charts can do: draw a part of a study, name its source, and in a notebook fold its sentences below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any, Protocol, TypeVar

from ...study import Study
from ..evidence import sentences_behind
from .chart import Chart
from .drawing import source_of

Drawn_co = TypeVar("Drawn_co", covariant=True)


class DrawPart(Protocol[Drawn_co]):
    """A chart of a study, or of some of its themes and meetings, named as in `Study.of`."""

    def __call__(
        self, study: Study, *, themes: Sequence[str] | None = None, meetings: Sequence[str] | None = None
    ) -> Drawn_co: ...


def of_part(draw: Callable[[Study], Drawn_co]) -> DrawPart[Drawn_co]:
    """Let a chart draw some themes and meetings only: `charts.emphasis(study, themes=["economy"])`."""

    @wraps(draw)
    def chart(study: Study, *, themes: Sequence[str] | None = None, meetings: Sequence[str] | None = None) -> Any:
        part = study.of(themes, meetings)
        drawn = draw(part)
        if not isinstance(drawn, Chart):
            return drawn
        return replace(
            drawn,
            source=source_of(study),
            below=lambda name, links: str(sentences_behind(part, links, name)),
        )

    return chart
