"""Codebooks, codings and tables of a study ↔ files of other tools; the files of a new study."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
