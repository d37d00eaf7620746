"""Tables → charts: one function each, one message each, every mark linked to its sentences."""

from .chart import Chart
from .emphasis import emphasis_chart
from .points import point_chart
from .strip import strip_chart

__all__ = ["Chart", "emphasis_chart", "point_chart", "strip_chart"]
