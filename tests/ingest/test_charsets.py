from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus.documents import read_document
from analysis.ingest.charsets import decode
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


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("shift_jis", "cp932"), ("latin1", "cp1252"), ("us-ascii", "cp1252"), ("ks_c_5601-1987", "cp949"), ("gb2312", "gb18030"),
     ("big5", "cp950"), ("x-nonsense", "utf-8"), ("base64", "utf-8"), ("UTF-16", "utf-8")],
)  # fmt: skip
@pytest.mark.parametrize(
    "page", ['<meta charset="{}">', "<meta http-equiv=x content='text/html; charset={}'>", "<?xml version='1.0' encoding='{}'?>"]
)  # fmt: skip
def test_a_declared_charset_is_the_one_that_browsers_use(declared: str, codec: str, page: str) -> None:
    words = {"cp932": "①会談", "cp1252": "a “naïve” café", "cp949": "뷁", "gb18030": "镕", "cp950": "會談"}.get(
        codec, "会談"
    )
    text = page.format(declared) + words
    assert decode(text.encode(codec), html=True)[0] == text
