"""How the emphasis of diplomacy moves, read from the published readouts of meetings.

corpus → codebook → measures → study → report: each package takes the tables of those before it and gives back tables.
`Study` runs the chain once. What this folder's `__init__.pyi` names is public, and is imported when it is first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
