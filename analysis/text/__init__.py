"""Text as arrays: code points, sentences, words, and the places where patterns match."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
