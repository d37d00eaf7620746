"""Parsing: the text of one page → its title, date, kind, place, leaders, lead and points."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
