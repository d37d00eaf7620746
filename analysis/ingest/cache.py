"""A cache of fetched pages, byte for byte: an address → its page, without asking the site again.

Whole files of our own and not a cache library: what is kept is also the record of where a text is
from (address, day, type, checksum), readable without a program, and written so that a killed run
leaves no half of it; a library's database is neither.
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
    """A folder with two files a page: its bytes, and a record of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, address: str) -> Fetched | None:
        """The page kept for an address; None where there is none, or it is damaged."""
        record, raw = self._paths(address)
        try:
            said = json.loads(record.read_text(encoding="utf-8"))
            content = raw.read_bytes()
            if hashlib.sha256(content).hexdigest() != said["sha256"]:
                return None
            accessed = dt.date.fromisoformat(said["accessed"])
            return Fetched(said["address"], 200, said["content_type"], said["charset"], content, accessed)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, asked: str, page: Fetched) -> None:
        """Keep a page for the address that was asked; the record comes last, and holds only where the bytes fit it."""
        record, raw = self._paths(asked)
        said = {
            "asked": asked, "address": page.address, "accessed": page.accessed.isoformat(),
            "content_type": page.content_type, "charset": page.charset, "sha256": hashlib.sha256(page.raw).hexdigest(),
        }  # fmt: skip
        write_whole(raw, page.raw)
        write_whole(record, json.dumps(said, indent=2) + "\n")

    def _paths(self, address: str) -> tuple[Path, Path]:
        name = hashlib.sha256(same_page(address).encode("utf-8")).hexdigest()
        return self.folder / f"{name}.json", self.folder / f"{name}.raw"
