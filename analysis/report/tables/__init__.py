"""A study → tables as people read them, one a function: `tables.shifts(study)`."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
