"""Pages on made-up meetings, and the table of sources that lists them."""

from __future__ import annotations

from pathlib import Path

from analysis.ingest.sources import SOURCE_COLUMNS
from tests.builders.site import Site

HEADER = ",".join(SOURCE_COLUMNS)


def meeting(n: int, **changed: str) -> str:
    """A page on a meeting of its own."""
    said = {"date": f"May {n}, 2024", "call": "held a Summit Meeting with", "where": "in Busan", **changed}
    return f"""<html><head><title>Meeting {n}</title></head><body><main><h1>Japan-ROK Summit Meeting</h1><p>{said["date"]}</p>
<p>At 4:35 p.m. for approximately {n + 20} minutes, Mr. AOKI Taro, Prime Minister of Japan, {said["call"]} H.E. Mr. BAEK Min,
President of the Republic of Korea (ROK), {said["where"]}. The overview is as follows.</p>
<ol><li>Prime Minister Aoki spoke of harbour number {n} and of what the {"very " * n}good people of it had said of the ferry.</li>
<li>President Baek explained the matter of bridge {n}. The two leaders concurred on seeing it {n} times a year.</li></ol></main></body></html>"""


def list_pages(corpus: Path, site: Site, *rows: str) -> None:
    """Write the table of sources; SITE stands for the site."""
    text = "\n".join([HEADER, *rows]).replace("SITE", site.at("")) + "\n"
    (corpus / "sources.csv").write_text(text, encoding="utf-8")


def row(n: int, path: str | None = None, kind: str = "summit", place: str = "Busan") -> str:
    return f"2024-05-{n:02},{kind},{place},Aoki Taro,Baek Min,A Ministry,readout,SITE{path or f'/{n}'}"
