"""A study → what a reader sees: charts, tables, findings, notebooks and the page."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
