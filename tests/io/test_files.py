"""Files: written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.io.faults import InputFaults
from analysis.io.files import read_text, write_whole


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "new \ud800")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_size_limit_is_exact(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.txt", "a" * 10)
    assert read_text(path, 10) == "a" * 10
    with pytest.raises(InputFaults, match="at most 0 MB are read"):
        read_text(path, 9)


def test_a_byte_order_mark_is_read_only_on_request(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.txt", b"\xef\xbb\xbfa")
    assert read_text(path, marked=True) == "a"
    with pytest.raises(InputFaults, match="byte order mark"):
        read_text(path)


@pytest.mark.parametrize(("raw", "line"), [(b"a\n\x00", 2), (b"a\r\nb\r\xff", 3), ("é\n\x1b".encode(), 2)])
def test_faults_name_the_line(tmp_path: Path, raw: bytes, line: int) -> None:
    with pytest.raises(InputFaults) as caught:
        read_text(write_whole(tmp_path / "a.txt", raw))
    assert [fault.line for fault in caught.value.faults] == [line]
