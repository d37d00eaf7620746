"""The corpus: a folder of readouts → tables of readouts, sentences and leaders."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
