"""A sample → coding/sample-N.html: a page to code it on, opened from disk; it asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from markupsafe import Markup

from ..corpus.coded_samples import CODED_COLUMNS
from ..corpus.samples import SAMPLE_COLUMNS, read_uncoded
from ..io.csv import GUARDED_STARTS
from ..io.files import write_whole
from ..study import Study
from .evidence import TEMPLATES, templates


def write_coding_page(study: Study, sample: Path) -> Path:
    """Write the page of a sample beside it; returns its path. `sample` is as from `write_sample`."""
    return write_whole(sample.with_suffix(".html"), make_coding_page(study, sample))


def make_coding_page(study: Study, sample: Path) -> str:
    """The page: one sentence at a time between its neighbours, the themes with their definitions beside it.

    It shows neither what the codebook says of a sentence, nor its readout. What a coder does is kept in the browser,
    and saved as the file that `read_coded_samples` reads. Each coder has an order of their own, which follows from the
    name.
    """
    rows = read_uncoded(sample)
    data = {
        "sample": sample.stem,
        "drawn": hashlib.sha256(sample.read_bytes()).hexdigest()[:16],
        "columns": CODED_COLUMNS,
        "guarded": GUARDED_STARTS,
        "themes": [theme.key for theme in study.codebook.themes],
        "sentences": [{name: row[name] for name in SAMPLE_COLUMNS[:5]} for row in rows],
    }
    script = (TEMPLATES / "coding.js").read_text(encoding="utf-8").strip()
    page = templates().get_template("coding.html.j2")
    return page.render(
        sample=sample.stem, n=len(rows), themes=study.codebook.themes,
        data=Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")),
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")), script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii"),
    ).rstrip() + "\n"  # fmt: skip
