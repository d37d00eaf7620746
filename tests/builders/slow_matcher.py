"""The matcher written the slow and obvious way: try every place and every length, word by word."""

from __future__ import annotations

SEPARATORS = set("-‐‑‒–—―−﹘﹣－")
SINGLE, DOUBLE = set("'’‘ʼ＇"), set('"“”„＂')


def is_separator(character: str) -> bool:
    return character.isspace() or character in SEPARATORS


def is_word(character: str) -> bool:
    return character.isalnum() or character == "_" or "\u0300" <= character <= "\u036f"


def same(pattern: str, character: str) -> bool:
    if pattern in SINGLE:
        return character in SINGLE
    if pattern in DOUBLE:
        return character in DOUBLE
    return pattern.casefold() == character.casefold()


def fits(pattern: str, text: str) -> bool:
    """Whether the whole of `text` is one reading of `pattern`, whose separators are single spaces."""
    if not pattern:
        return not text
    head, rest = pattern[0], pattern[1:]
    if head == "*":
        return fits(rest, text) or (bool(text) and is_word(text[0]) and fits(pattern, text[1:]))
    if not text:
        return False
    if head == "?":
        return is_word(text[0]) and fits(rest, text[1:])
    if head == " ":
        return is_separator(text[0]) and (fits(rest, text[1:]) or fits(pattern, text[1:]))
    return same(head, text[0]) and fits(rest, text[1:])


def find(pattern: str, text: str) -> list[tuple[int, int]]:
    """The longest reading of the pattern at every place where one begins."""
    words = "".join(" " if is_separator(c) else c for c in pattern).split(" ")
    pattern = " ".join("?*" if word == "*" else word for word in words if word)
    found = []
    for start in range(len(text)):
        if start and is_word(text[start - 1]):
            continue
        ends = [
            end
            for end in range(len(text), start, -1)
            if not (end < len(text) and is_word(text[end])) and fits(pattern, text[start:end])
        ]
        if ends:
            found.append((start, ends[0]))
    return found


def count(themes: dict[str, list[str]], consumes: list[str], text: str) -> set[tuple[int, int, str]]:
    """(start, end, theme) of what counts: every place, less those nested in a longer one."""
    places = {
        (start, end, theme)
        for theme, patterns in [*themes.items(), ("", consumes)]
        for pattern in patterns
        for start, end in find(pattern, text)
    }
    return {
        (a, b, theme)
        for a, b, theme in places
        if theme and not any(c <= a and b <= d and d - c > b - a for c, d, _ in places)
    }
