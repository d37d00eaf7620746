"""Every command in a fenced block of the documentation runs, in a folder with the files that it names.

Addresses on the web are replaced by those of a site on this machine. What starts a server or a cluster is not run but
parsed, by the command's own parser. Commands that are not the project's own are compared with a list.
"""

from __future__ import annotations

import datetime as dt
import re
import shlex
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from click.testing import CliRunner
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from analysis.cli.main import cli
from tests.builders.markdown import PAGES, Block, blocks
from tests.builders.site import Site, page, playing
from tests.builders.studies import PROJECT, write_page

REPORT = "readouts report"
SHELL = {"sh", "bat"}
SHOWN = {"text", "yaml"}  # what is not run: forms of files, usage
BLOCKS = [block for path in PAGES for block in blocks(path)]
PARSED = re.compile(r"readouts lab|--engine dask|--help")  # servers, clusters, and help, which ends the parser
OTHERS = [re.compile(line) for line in (
    r"git clone ADDRESS-OF-THIS-REPOSITORY readouts", r"cd readouts", r"git tag v[\d.]+", r"(py|python) -m venv \.venv", r"source \.venv/bin/activate",
    r"python -m pip install .+", r"python -m hatchling build", r"conda env create --file environment\.yml", r"conda activate readouts",
    r"dask (scheduler|worker .+)", r"export MALLOC_\w+=\d+ MALLOC_\w+=\d+", r"make .+",
)]  # fmt: skip


def plain(line: str) -> str:
    """A command without the folder of the environment."""
    return re.sub(r"^\.venv[/\\](?:bin|Scripts)[/\\]", "", line.strip())


def runs(block: Block) -> list[str]:
    """The lines of a block that are run."""
    if block.language not in SHELL:
        return []
    return [line for line in map(plain, block.lines) if line.startswith("readouts ") and not PARSED.search(line)]


def without_reports(block: Block) -> list[str]:
    return [line for line in runs(block) if not line.startswith(REPORT)]


def up_to_reports() -> dict[str, list[str]]:
    """Each different command that writes a report → the lines that are run before it and itself."""
    found: dict[str, list[str]] = {}
    for block in BLOCKS:
        before: list[str] = []
        for line in runs(block):
            if line.startswith(REPORT):
                found.setdefault(line, [*before, line])
            else:
                before.append(line)
    return found


POINTS = [
    "Prime Minister Aoki thanked President Baek for the welcome. The two leaders concurred on trade and on exchanges of students.",
    "The two leaders spoke of North Korea. They welcomed the talks on supply chains.",
]


def meeting(n: int) -> str:
    """A page on a meeting of its own."""
    day = (dt.date(2012, 1, 1) + dt.timedelta(n)).strftime("%B %d, %Y")
    items = "".join(f"<li>{point.replace('the', f'the {n + 1}th', 1)}</li>" for point in POINTS)
    return f"""<html><head><title>Meeting {n}</title></head><body><main><h1>Japan-ROK Summit Meeting</h1><p>{day}</p>
<p>At 4:35 p.m. for approximately {n + 20} minutes, Mr. AOKI Taro, Prime Minister of Japan, held a Summit Meeting with H.E. Mr. BAEK
Min, President of the Republic of Korea (ROK), in Busan. The overview is as follows.</p><ol>{items}</ol></main></body></html>"""


def make_pdf(path: Path) -> None:
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(path) as pdf:
        figure = Figure((8.27, 11.69))
        figure.text(0.1, 0.95, write_page(POINTS, "June 3, 2023"), va="top", family="monospace", fontsize=7)
        pdf.savefig(figure)


@pytest.fixture
def site() -> Iterator[Site]:
    with playing() as site:
        yield site


@pytest.fixture
def workshop(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the project's corpus and every file that the documentation names."""
    shutil.copytree(PROJECT / "corpus", tmp_path / "corpus")
    known = tmp_path / "corpus" / "sources.csv"
    known.write_text(localised(known.read_text(encoding="utf-8"), site), encoding="utf-8")
    for folder in (tmp_path, tmp_path / "FOLDER"):  # one notebook is enough to run a report
        (folder / "notebooks").mkdir(parents=True)
        shutil.copy(PROJECT / "notebooks" / "1-corpus.ipynb", folder / "notebooks")
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "meeting.html").write_text(meeting(20), encoding="utf-8")
    (tmp_path / "meeting.txt").write_text(write_page(POINTS, "May 4, 2025"), encoding="utf-8")
    make_pdf(tmp_path / "release.pdf")
    texts = ["Trade grew. So did exports.", "Students met in Seoul."]
    table = pd.DataFrame(
        {"text": texts, "body": texts, "speech": texts, "url": ["x", "y"], "day": ["2024-05-26", "2024-06-01"]}
    )
    table.to_csv(tmp_path / "speeches.csv", index=False)
    table.to_parquet(tmp_path / "speeches.parquet")
    table.to_json(tmp_path / "a.jsonl.gz", orient="records", lines=True)
    (tmp_path / "archive").mkdir()
    table.to_json(tmp_path / "archive" / "b.jsonl", orient="records", lines=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def localised(text: str, site: Site) -> str:
    """A text with its addresses on the web replaced by those of pages of the site."""
    addresses = list(dict.fromkeys(re.findall(r"https?://[^\s,]+", text)))
    for n, address in enumerate(addresses, start=len(site.answers)):
        site.answers[f"/{n}.html"] = page(meeting(n))
        text = text.replace(address, site.at(f"/{n}.html"))
    return text


def arguments(line: str, site: Site) -> list[str]:
    """The words of a command as a shell gives them, for this machine."""
    words = [
        str(Path(word).expanduser()) if word.startswith("~") else word
        for word in shlex.split(localised(line, site))[1:]
    ]
    if words[0] in ("add", "fetch"):
        words.append("--allow-local")
    return [*words, "--pause", "0"] if words[0] == "fetch" else words


def prepare_coding(line: str) -> None:
    """Leave sentences to be drawn before a sample is; code what is drawn before it is used."""
    if line.startswith("readouts sample"):
        coding = Path("corpus/coding.csv")
        rows = coding.read_text(encoding="utf-8").splitlines(keepends=True)
        coding.write_text("".join(row for row in rows if not row.startswith("2024")), encoding="utf-8")
    elif line.startswith(("readouts agreement", "readouts emphasis --corrected")):
        for path in Path("corpus/coding").glob("sample-?.csv"):
            table = pd.read_csv(path, keep_default_na=False)
            table.assign(themes="economy").to_csv(path.with_name(f"{path.stem}-me.csv"), index=False)


def run(lines: list[str], site: Site) -> None:
    """Run commands one after the other; those that add readouts must add some."""
    for line in lines:
        prepare_coding(line)
        words, n_files = arguments(line, site), len(list(Path().rglob("readouts/*.txt")))
        pasted = write_page(POINTS[::-1], "October 6, 2013").encode()
        result = CliRunner().invoke(cli, words, input=pasted if " - " in line else "y\n")
        assert result.exit_code == 0, f"{line}\n{result.output}\n{result.exception!r}"
        if words[0] in ("add", "fetch"):
            assert len(list(Path().rglob("readouts/*.txt"))) > n_files, f"{line}\n{result.output}"


@pytest.mark.parametrize("block", [block for block in BLOCKS if without_reports(block)], ids=str)
def test_the_commands_of_a_block_run_one_after_the_other(block: Block, workshop: Path, site: Site) -> None:
    run(without_reports(block), site)


@pytest.mark.slow
@pytest.mark.parametrize("lines", up_to_reports().values(), ids=list(up_to_reports()))
def test_the_commands_that_write_a_report_run(lines: list[str], workshop: Path, site: Site) -> None:
    run(lines, site)
    assert list(workshop.rglob("report/index.html"))


@pytest.mark.parametrize("line", [plain(line) for block in BLOCKS if block.language in SHELL for line in block.lines])
def test_every_command_of_a_block_is_known(line: str) -> None:
    words = shlex.split(line, posix=True)
    if words[:2] == ["python", "-m"] and words[2].startswith("analysis."):
        assert find_spec(words[2]) is not None
    elif words[0] != "readouts":
        assert any(pattern.fullmatch(line) for pattern in OTHERS), "Name it in OTHERS, or correct it."
    elif "--help" in words:
        assert CliRunner().invoke(cli, words[1:]).exit_code == 0
    else:
        with cli.commands[words[1]].make_context(words[1], words[2:]) as context:
            assert context.params is not None


def test_every_block_is_of_a_known_language() -> None:
    assert {block.language for block in BLOCKS} <= SHELL | SHOWN | {"python"}


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "python"], ids=str)
def test_the_python_of_a_block_runs(block: Block, workshop: Path) -> None:
    exec(compile(block.text, block.page, "exec"), {})
