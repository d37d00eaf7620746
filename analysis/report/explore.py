"""Exploring a study: themes, two meetings and a measure → chart, citation and sentences; widgets in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from ..codebook.marking import MARKED_STYLE, mark_sentences
from ..io.wording import listing
from ..measures.counts import MEASURES
from ..study import Study
from .evidence import templates
from .opening import cite
from .prose import percent

if TYPE_CHECKING:
    from ipywidgets import ToggleButton, VBox

SHARES = ("share_words", "share_sentences", "share_points")  # of MEASURES, that can be chosen
WIDE, CHOSEN = {"width": "auto"}, "check"


class Choice(NamedTuple):
    """What is shown: keys of themes, readout_ids of meetings, and a measure of SHARES."""

    themes: Sequence[str]
    meetings: Sequence[str]
    measure: str = "share_words"


def explore(study: Study) -> Explorer:
    """Choose themes, two meetings and a measure; see the shares, a citation and the sentences.

    In a notebook that runs it answers to buttons; in one that is only read it shows the first choice: the themes that
    lead, at the first meeting and the last.
    """
    return Explorer(study)


def first_choice(study: Study) -> Choice:
    """The themes that lead in study.yml, else the core themes, at the first meeting and the last."""
    themes = study.about.lead or study.codebook.core_keys
    return Choice(list(themes), list(dict.fromkeys(study.first_and_last)) if study.timeline else [])


def show(study: Study, choice: Choice, *, live: bool = False) -> str:
    """A choice as HTML: bars, a citation, and the sentences of each theme at each meeting.

    live : whether it stands among widgets, where the citation can be copied by a button.
    """
    own = study.measures[study.measures["measure"] == choice.measure].dropna(subset=["value"])
    values = {(row.theme, row.readout_id): row.value for row in own.itertuples()}
    meetings = [name for name in dict.fromkeys(choice.meetings) if (study.codebook.keys[0], name) in values]
    largest = max((values[theme, name] for theme in choice.themes for name in meetings), default=0) or 1
    themes = [
        {
            "key": theme, "theme": study.codebook.theme(theme), "sentences": _sentences(study, theme, meetings),
            "bars": [(study.titles[name], percent(values[theme, name]), f"{100 * values[theme, name] / largest:.1f}")
                     for name in meetings],
        }
        for theme in choice.themes
    ]  # fmt: skip
    said = _say(study, choice, values, meetings)
    part = templates().get_template("explore.html.j2")
    return part.render(
        themes=themes, measure=MEASURES[choice.measure], style=MARKED_STYLE, live=live,
        citation=cite(study, said) if said else "",
    )  # fmt: skip


def _sentences(study: Study, theme: str, meetings: Sequence[str]) -> list[tuple[str, Markup]]:
    """The sentences with a theme at each meeting, their matches of it marked."""
    listed = []
    for name in meetings:
        said, tags, matches = (one[one["readout_id"] == name] for one in (study.sentences, study.tags, study.matches))
        tags, matches = tags[tags["theme"] == theme], matches[matches["theme"] == theme]
        said = said[said["sentence"].isin(tags["sentence"])]
        listed.append((study.titles[name], mark_sentences(said, tags, matches, study.codebook, study.names).listing()))
    return listed


def _say(study: Study, choice: Choice, values: dict[tuple[str, str], float], meetings: Sequence[str]) -> str:
    """The shares in a sentence; "" where there are none."""
    said = [
        f"{study.codebook.label(theme)} "
        + listing([f"{percent(values[theme, name])} at {study.names[name]}" for name in meetings])
        for theme in choice.themes
    ]
    return f"{MEASURES[choice.measure].capitalize()}: {'; '.join(said)}." if said and meetings else ""


@dataclass(frozen=True)
class Explorer:
    """Widgets to choose with, and what is chosen; shows itself in a notebook, without widgets where none can run."""

    study: Study

    @cached_property
    def widgets(self) -> VBox:
        """The widgets; a change of one shows the new choice."""
        import ipywidgets as w

        choice, study = first_choice(self.study), self.study
        meetings = [(title, name) for name, title in study.titles.items()]
        shown = w.HTML(show(study, choice, live=True))
        themes = {
            theme: w.ToggleButton(
                theme in choice.themes,
                description=study.codebook.label(theme),
                layout=WIDE,
                icon=CHOSEN if theme in choice.themes else "",
            )
            for theme in study.codebook.keys
        }
        ends = [
            w.Dropdown(options=meetings, value=name, description=label, layout=WIDE)
            for label, name in zip(("Meeting", "and"), choice.meetings, strict=False)
        ]
        measure = w.ToggleButtons(options=[(MEASURES[name], name) for name in SHARES], style={"button_width": "auto"})

        def update(_: Any) -> None:
            keys = [theme for theme, button in themes.items() if button.value]
            for button in themes.values():
                button.icon = CHOSEN if button.value else ""
            shown.value = show(study, Choice(keys, [end.value for end in ends], measure.value), live=True)

        for widget in (*themes.values(), *ends, measure):
            widget.observe(update, "value")
        return w.VBox([_row(list(themes.values())), _row(ends), measure, shown])

    def _repr_mimebundle_(self, **options: object) -> dict[str, Any]:
        bundle = {"text/html": show(self.study, first_choice(self.study)), "text/plain": "Run this cell to choose."}
        return dict(self.widgets._repr_mimebundle_(**options)) | bundle


def _row(widgets: list[ToggleButton]) -> Any:
    from ipywidgets import HBox

    return HBox(widgets, layout={"flex_flow": "row wrap"})
