"""What the ending of a file stands for: a study → the file, and a file → its codings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from ..corpus.hand_coding import read_coding
from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import check_new, write_whole
from ..measures.agreement import as_coder
from ..study import Study
from .codings import Codings, write_csv
from .database import write_database
from .label_studio import labelling_setup, read_label_studio, write_label_studio
from .package import write_package
from .qdpx import write_qdpx
from .qdpx_reading import read_qdpx

CODINGS = (".qdpx", ".json", ".csv")


def write_export(study: Study, path: Path) -> list[Path]:
    """Write a study into a file for other tools, in the form that its ending stands for; returns the paths.

    path : .qdpx (REFI-QDA), .json (Label Studio; its labelling setup stands beside it), .csv (codings by hand),
        .duckdb (every table), or without ending: a folder of every table as CSV, with datapackage.json.

    Raises
    ------
    InputFaults for another ending, a file that exists, and .duckdb without DuckDB.
    """
    check_new(path)
    match path.suffix.lower():
        case ".qdpx":
            project = write_qdpx(_all_codings(study), study.corpus, study.codebook, dt.datetime.now(dt.UTC))
            return [write_whole(path, project)]
        case ".json":
            setup = write_whole(check_new(path.with_suffix(".xml")), labelling_setup(study.codebook))
            return [write_whole(path, write_label_studio(_all_codings(study), study.corpus)), setup]
        case ".csv":
            return [write_whole(path, write_csv(study.coding, study.sentences))]
        case ".duckdb":
            return [write_database(study, path)]
        case "":
            return write_package(study, path)
    message = f"Unknown ending. The file must end in {', '.join((*CODINGS, '.duckdb'))}, or be a folder without a dot."
    raise InputFaults([Fault(shown_path(path), 0, message)])


def _all_codings(study: Study) -> pd.DataFrame:
    return pd.concat([study.coding, as_coder(study.sentences, study.tags)], ignore_index=True)


def read_codings(path: Path, study: Study) -> tuple[pd.DataFrame, list[str]]:
    """The codings of a file, in HAND_COLUMNS, and what of them is lost.

    Raises
    ------
    InputFaults for another ending than CODINGS, and with what is wrong with the file.
    """
    ending = path.suffix.lower()
    if ending not in CODINGS:
        raise InputFaults([Fault(shown_path(path), 0, f"Unknown ending. The file must end in {', '.join(CODINGS)}.")])
    if not path.is_file():
        raise InputFaults([Fault(shown_path(path), 0, "The file does not exist.")])
    if ending == ".csv":
        counted = study.sentences.groupby("readout_id").size().to_dict()
        return read_coding(path, counted, study.codebook.keys), []
    read = read_qdpx if ending == ".qdpx" else read_label_studio
    found: Codings = read(path, study.corpus, study.codebook)
    return found.table(), found.losses()
