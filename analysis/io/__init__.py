"""Strict reading and whole writing of files: text, CSV and YAML → values, or faults with file and line."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
