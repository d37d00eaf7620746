"""A study → the tables that notebooks show: meetings and themes by name, numbers as people read them."""

from .confidence import (
    list_alphas,
    list_coverage,
    list_disagreements,
    list_hinges,
    list_scores,
    list_turning,
    tell_agreement,
    tell_coverage,
)
from .corpus import count_words_found, define_themes, list_carried, list_readouts, list_sources
from .emphasis import list_accounts, list_changes, list_measures, list_periods, list_shifts, list_told_once
from .language import list_alignment, list_in_context, list_keyness, list_repeated, list_statements, list_wording

__all__ = [
    "count_words_found",
    "define_themes",
    "list_accounts",
    "list_alignment",
    "list_alphas",
    "list_carried",
    "list_changes",
    "list_coverage",
    "list_disagreements",
    "list_hinges",
    "list_in_context",
    "list_keyness",
    "list_measures",
    "list_periods",
    "list_readouts",
    "list_repeated",
    "list_scores",
    "list_shifts",
    "list_sources",
    "list_statements",
    "list_told_once",
    "list_turning",
    "list_wording",
    "tell_agreement",
    "tell_coverage",
]
