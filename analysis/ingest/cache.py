"""A cache of fetched pages, byte for byte: an address → its page, without another request.

It is not a cache library's database because it also documents where a text comes from (address, day, type,
checksum): it can be read without a program, and an interrupted run leaves each file whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

from ..io.files import write_whole
from .addresses import same_page
from .client import Fetched


class Cache:
    """A folder with two files for each page: its bytes (.raw) and a record of them (.json)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, address: str) -> Fetched | None:
        """The page kept for an address; None if it is not kept or is damaged."""
        record, raw = self._paths(address)
        try:
            fields = json.loads(record.read_text(encoding="utf-8"))
            content = raw.read_bytes()
            if hashlib.sha256(content).hexdigest() != fields["sha256"]:
                return None
            accessed = dt.date.fromisoformat(fields["accessed"])
            return Fetched(fields["address"], 200, fields["content_type"], fields["charset"], content, accessed)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, address: str, page: Fetched) -> None:
        """Keep a page under the address that was requested."""
        record, raw = self._paths(address)
        fields = {
            "asked": address, "address": page.address, "accessed": page.accessed.isoformat(),
            "content_type": page.content_type, "charset": page.charset, "sha256": hashlib.sha256(page.raw).hexdigest(),
        }  # fmt: skip
        write_whole(raw, page.raw)  # first: a record counts only if its checksum matches the bytes
        write_whole(record, json.dumps(fields, indent=2) + "\n")

    def _paths(self, address: str) -> tuple[Path, Path]:
        name = hashlib.sha256(same_page(address).encode("utf-8")).hexdigest()
        return self.folder / f"{name}.json", self.folder / f"{name}.raw"
