"""Any number of documents → tables of tagged sentences, matches and emphasis, with the engine of a study."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
