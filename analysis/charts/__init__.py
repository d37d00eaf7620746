"""Tables → charts: one function each, one message each, every mark linked to its sentences."""

from .alignment import alignment_chart
from .change import change_chart
from .chart import Chart
from .emphasis import emphasis_chart
from .heat import heat_chart, neighbour_chart
from .influence import influence_chart
from .measures import measure_chart
from .points import point_chart
from .strip import strip_chart
from .timeline import Times
from .voices import voice_chart, voices_over_time
from .words import word_chart

__all__ = [
    "Chart",
    "Times",
    "alignment_chart",
    "change_chart",
    "emphasis_chart",
    "heat_chart",
    "influence_chart",
    "measure_chart",
    "neighbour_chart",
    "point_chart",
    "strip_chart",
    "voice_chart",
    "voices_over_time",
    "word_chart",
]
