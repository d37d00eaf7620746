"""Choosing by name: what a person types, and what there is → the one that is meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from .wording import listing

MAX_SUGGESTED = 3  # names in "Did you mean"


def choose(written: str, known: Mapping[str, str], what: str) -> str:
    """The key that is meant by a key, a label, or a fragment of one of them; case, spaces and hyphens do not matter.

    known : label of each key. what : what is chosen, as in "readout".

    Raises ValueError if nothing or more than one is meant, with what may have been.

    >>> choose("Seoul", {"2017-07-07-hamburg": "Hamburg 2017", "2024-05-26-seoul": "Seoul 2024"}, "readout")
    '2024-05-26-seoul'
    >>> try: choose("econmy", {"economy": "Economy", "security": "Defence"}, "theme")
    ... except ValueError as error: print(error)
    'econmy' is not the name of a theme. Did you mean economy?
    """
    names = {key: (_plain(key), _plain(label)) for key, label in known.items()}
    wanted = _plain(written)
    whole = [key for key, own in names.items() if wanted in own]
    found = whole or [key for key, own in names.items() if wanted and any(wanted in name for name in own)]
    if len(found) == 1 or written in known:
        return written if written in known else found[0]
    if found:
        shown = listing(found, "or") if len(found) <= MAX_SUGGESTED else f"one of: {', '.join(found)}"
        raise ValueError(f"{written!r} can be more than one {what}. Write more of it: {shown}.")
    by_name = {name: key for key, own in names.items() for name in (*own, *own[1].split())}
    near = [by_name[name] for name in difflib.get_close_matches(wanted, by_name, MAX_SUGGESTED)]
    meant = listing(list(dict.fromkeys(near)) or list(known), "or")
    advice = f"Did you mean {meant}?" if near else f"Choose {meant}."
    raise ValueError(f"{written!r} is not the name of a {what}. {advice}")


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold().replace("_", " ").removesuffix(".txt")))
