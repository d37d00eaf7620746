"""Tables of an evaluation: scores → Markdown to paste, and a list of what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.codebook import Codebook
from tests.evaluate.coding import Coded
from tests.evaluate.pages import FACTS, Score

SHOWN = {"facts": FACTS, **{name: [name] for name in ("leaders", "n_points", "sentences kept", "furniture left out")}}

WORDS = {
    "start_time": "start",
    "duration_minutes": "minutes",
    "n_points": "number of points",
    "first_text": "where the text begins",
    "last_text": "where the text ends",
    "sentences kept": "lost sentences",
    "furniture left out": "furniture taken for text",
}


def tabulate_pages(scores: Sequence[Score]) -> str:
    """How many of each fact are right; and by publisher."""
    groups = {name: [name] for name in dict.fromkeys(score.measure for score in scores)} | {"all facts": FACTS}
    rows = [[name, *_share(scores, measures)] for name, measures in groups.items()]
    publishers = [
        [name, len({score.file for score in some}), *(_share(some, measures)[0] for measures in SHOWN.values())]
        for name, some in _by_publisher(scores)
    ]
    return (
        f"{_markdown(['of pages', 'right', 'share'], rows)}\n\n{_markdown(['publisher', 'pages', *SHOWN], publishers)}"
    )


def _share(scores: Iterable[Score], measures: Sequence[str]) -> tuple[str, str]:
    some = [score for score in scores if score.measure in measures]
    right, of = sum(score.right for score in some), sum(score.of for score in some)
    return f"{right} of {of}", _ratio(right, of)


def tabulate_tags(coded: Sequence[Coded], codebook: Codebook) -> str:
    """Precision, recall and F1 by theme, of the core themes and of all (micro); and of all by publisher."""
    groups = {key: [key] for key in codebook.keys}
    groups |= {"core": [theme.key for theme in codebook.themes if theme.core], "all": list(codebook.keys)}
    rows = [[name, *_f1(coded, keys)] for name, keys in groups.items()]
    publishers = [[name, len(some), *_f1(some, codebook.keys)] for name, some in _by_publisher(coded)]
    scores = ["coded", "precision", "recall", "F1"]
    return f"{_markdown(['theme', *scores], rows)}\n\n{_markdown(['publisher', 'sentences', *scores], publishers)}"


def _f1(coded: Iterable[Coded], themes: Iterable[str]) -> list[object]:
    """How often coders gave some themes; precision, recall and F1 of the codebook's tags."""
    keys = list(themes)
    pairs = Counter((key in one.coded, key in one.tagged) for one in coded for key in keys)
    both, missed, added = pairs[True, True], pairs[True, False], pairs[False, True]
    return [
        both + missed, _ratio(both, both + added), _ratio(both, both + missed), _ratio(2 * both, 2 * both + missed + added),
    ]  # fmt: skip


def _ratio(right: int, of: int) -> str:
    return f"{right / of:.2f}" if of else "–"


def _by_publisher(items: Sequence) -> list[tuple[str, list]]:
    return [
        (name, [one for one in items if one.publisher == name]) for name in sorted({one.publisher for one in items})
    ]


def _markdown(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in [heads, ["---"] * len(heads), *rows])


def tabulate_forms(scores: Sequence[Score], folder: str) -> str:
    """How many facts of each page are right, and what is not; each page is a link into a folder."""
    rows = []
    for file in sorted({score.file for score in scores}):
        some = [score for score in scores if score.file == file]
        wrong = ", ".join(WORDS.get(score.measure, score.measure) for score in some if score.right < score.of)
        rows.append([f"[{file.removesuffix('.txt')}]({folder}/{file})", _share(some, FACTS)[0], wrong or "–"])
    return _markdown(["form", "facts right", "not right"], rows)


def list_wrong_facts(scores: Iterable[Score]) -> str:
    """A line for each measure of a page that is not right."""
    return "\n".join(f"- {s.file}, {s.measure}: {' '.join(s.wrong.split())}" for s in scores if s.right < s.of)


def list_wrong_tags(coded: Iterable[Coded]) -> str:
    """A line for each sentence whose themes are not those of its coders."""
    return "\n".join(
        f"- {one.file}: coded {';'.join(sorted(one.coded)) or '–'}, tagged {';'.join(sorted(one.tagged)) or '–'}: {one.text}"
        for one in coded
        if one.coded != one.tagged
    )
