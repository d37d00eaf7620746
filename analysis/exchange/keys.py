"""Keys of themes from any name."""

from __future__ import annotations

import re
import unicodedata


def key_of(name: str) -> str:
    """A theme's key from its name: lower-case ASCII letters, digits and _, beginning with a letter.

    >>> key_of("Élan & trade"), key_of("5G"), key_of("기후")
    ('elan_trade', 'topic_5g', 'topic')
    """
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", ascii_only).strip("_")
    return key if re.match("[a-z]", key) else f"topic_{key}".rstrip("_")
