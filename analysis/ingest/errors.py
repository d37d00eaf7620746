"""A source that cannot be added → the reason and what to do."""

from __future__ import annotations


class SourceRefused(Exception):
    """A source cannot be added.

    Attributes
    ----------
    reason : one or two words, by which a report counts failures.
    message : what is wrong and what to do, in whole sentences.
    """

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        self.message = message
        super().__init__(message)
