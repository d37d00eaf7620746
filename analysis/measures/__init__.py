"""Tags and matches → emphasis, shifts, keyness, alignment and agreement, with their uncertainty."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
