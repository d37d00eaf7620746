from .meetings import MAX_ONE_BY_ONE as MAX_ONE_BY_ONE
from .study import HANDED_OVER as HANDED_OVER, Study as Study, read_coding_of as read_coding_of
