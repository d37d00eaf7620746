"""Parts of web pages: a list of points → the page's text as it is read."""

from __future__ import annotations

from analysis.corpus.parsing.parse import parse_readout
from analysis.ingest.html import read_page

LEAD = (
    "On May 26, commencing at 4:35 p.m. for approximately 50 minutes, Mr. AOKI Taro, Prime Minister of Japan, held a Summit Meeting "
    "with H.E. Mr. BAEK Min, President of the Republic of Korea (ROK), in Busan. The overview of the meeting is as follows."
)
HEAD = f"<h1>Japan-ROK Summit Meeting</h1><p>May 26, 2024</p><p>{LEAD}</p>"
SAID = [
    "They spoke of tea and of the weather.",
    "They spoke of tin and of the harbour.",
    "They spoke of tar and of the roads.",
]


def text_of(body: str) -> str:
    return read_page(f"<html><body><main>{HEAD}{body}</main></body></html>").text


def points_of(body: str) -> list[tuple[int, str]]:
    return [(point.number, " ".join(point.text.split())) for point in parse_readout(text_of(body)).points]


def numbered(tag: str, *items: str) -> str:
    return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag.split()[0]}>"
