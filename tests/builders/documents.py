"""The same documents in every kind of file, and the commands that tag them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from click.testing import CliRunner, Result

from analysis.bulk.batches import Batch
from analysis.bulk.inputs import cut_into_pieces, find_sources
from analysis.bulk.limits import LIMITS, Limits
from analysis.bulk.reading import OnFault, read_batches
from analysis.bulk.rows import Layout
from analysis.cli.main import cli

# Batches of a document or two, parts of a few batches, pieces of a few KB.
SMALL = Limits(piece_bytes=2000, piece_files=5, batch_characters=400, part_bytes=1500)
GOOD = b'{"text": "They spoke of trade."}\n'
CODEBOOK = """\
themes:
  - {key: trade, label: Trade, core: true, colour: '#000000', definition: x, patterns: [trade, supply chain*]}
  - {key: talk, label: Talk, core: true, colour: '#0072B2', definition: x, patterns: [talk*, "speak with"]}
carry: {determiners: [these], nouns: [plans]}
"""
WORDS = (
    "they spoke of trade and supply chains, talked much, ate “lunch” in 서울, and liked these plans of theirs".split()
)


def read_documents(
    paths: Iterable[Path], layout: Layout, on_fault: OnFault, limits: Limits = LIMITS
) -> Iterator[Batch]:
    """The documents of some files and folders."""
    for piece in cut_into_pieces(find_sources(paths), limits):
        yield from read_batches(piece, layout, on_fault, limits=limits)


def write_codebook(folder: Path) -> Path:
    path = folder / "codebook.yml"
    path.write_text(CODEBOOK, encoding="utf-8")
    return path


def make_texts(number: int, seed: int = 0, sentences: int = 6) -> list[str]:
    """Texts of a few paragraphs, with what tables stumble over."""
    dice = random.Random(seed)

    def sentence() -> str:
        words = " ".join(dice.choices(WORDS, k=dice.randint(4, 12)))
        return words[0].upper() + words[1:] + dice.choice([".", "!", '."', ",\nso be it.", "\r\nand so on."])

    return ["\n\n".join(" ".join(sentence() for _ in range(3)) for _ in range(sentences // 3)) for _ in range(number)]


def as_jsonl(texts: list[str]) -> bytes:
    return "".join(json.dumps({"name": f"d{n}", "text": t}) + "\n" for n, t in enumerate(texts, 1)).encode()


def as_csv(texts: list[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["name", "text"], *([f"d{n}", text] for n, text in enumerate(texts, 1))])
    return out.getvalue().encode()


def as_parquet(texts: list[str], row_group_size: int | None = None) -> bytes:
    out = io.BytesIO()
    table = pa.table({"name": [f"d{n}" for n in range(1, len(texts) + 1)], "text": texts})
    pq.write_table(table, out, row_group_size=row_group_size)
    return out.getvalue()


def write_all(folder: Path, texts: list[str]) -> dict[str, Path]:
    """The documents in every kind of file, by its ending; .txt is a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {".jsonl": as_jsonl(texts), ".csv": as_csv(texts), ".parquet": as_parquet(texts)}
    data |= {f"{ending}.gz": gzip.compress(data[ending]) for ending in (".jsonl", ".csv")}
    for ending, raw in data.items():
        (folder / f"a{ending}").write_bytes(raw)
    (folder / "texts").mkdir(exist_ok=True)
    for n, text in enumerate(texts, 1):
        (folder / "texts" / f"d{n}.txt").write_bytes(text.encode())
    return {ending: folder / f"a{ending}" for ending in data} | {".txt": folder / "texts"}


def run(*arguments: object, limits: Limits = LIMITS) -> Result:
    """`readouts tag`, with other limits where they are given."""
    return CliRunner().invoke(cli, ["tag", *(str(argument) for argument in arguments)], obj=limits)


run_small = partial(run, limits=SMALL)
TEXTS = make_texts(12)


def parts_of(folder: Path) -> dict[str, bytes]:
    """The parts of an output folder by their path in it."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


def rows_of(folder: Path, table: str = "sentences", without: tuple[str, ...] = ("file",)) -> list[dict[str, object]]:
    """The rows of all parts in their order."""
    read = pa.concat_tables(pq.read_table(path) for path in sorted((folder / table).glob("*.parquet")))
    return list(read.drop_columns(list(without)).to_pylist())
