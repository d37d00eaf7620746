"""Why a source did not become a readout of the corpus."""

from __future__ import annotations


class SourceRefused(Exception):
    """A source that cannot be added.

    reason : a word or two, by which a summary counts.
    message : what is wrong and what would help, as a sentence.
    """

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        self.message = message
        super().__init__(message)
