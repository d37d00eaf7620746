from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus.documents import read_document
from tests.builders.adding import PAGES, TEXT, add
from tests.builders.site import page, playing


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "new" / "study"


@pytest.mark.parametrize("charset", ["shift_jis", "euc-jp", "euc-kr", "windows-1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("declared", ["", "; charset=utf-8", "; charset=nonsense", "right"])
def test_a_page_is_decoded_whatever_charset_is_declared(charset: str, declared: str, corpus: Path) -> None:
    words = {"shift_jis": "日韓首脳会談が行われました。", "euc-jp": "日韓首脳会談が行われました。", "euc-kr": "한일 정상회담이 열렸습니다.",
             "windows-1252": "It was called “a naïve café” — twice.", "utf-16": "会談 “x”", "utf-8-sig": "会談 “x”"}[charset]  # fmt: skip
    html = (
        (PAGES / "kantei.html")
        .read_text()
        .replace('<meta charset="utf-8">', "")
        .replace("the fishing grounds.", f"the fishing grounds. {words}")
    )
    with playing(
        a=page(html.encode(charset), f"text/html{f'; charset={charset}' if declared == 'right' else declared}")
    ) as site:
        result = add(corpus, site.at("/a"), "--allow-local")
        assert result.exit_code == 0, result.output
        assert words in read_document(corpus / "readouts" / "2024-05-26-busan.txt").text
        if declared.startswith(";") and not charset.startswith("utf"):
            assert "Declared as" in result.output


def test_lost_characters_are_counted(corpus: Path) -> None:
    result = add(corpus, "-", given=b"\xff\x81 " * 3 + TEXT.encode())
    assert "note: 6 characters are not valid utf-8" in result.output
