from .alignment import accounts as accounts, alignment as alignment
from .change import change as change
from .chart import Chart as Chart
from .emphasis import emphasis as emphasis
from .figures import CHARTS as CHARTS, Drawn as Drawn, draw_charts as draw_charts, save_charts as save_charts
from .heat import heat as heat, neighbours as neighbours
from .influence import influence as influence
from .measures import measures as measures
from .strip import strip as strip
from .together import draw_together as draw_together, second_process as second_process
from .voices import voices as voices
from .words import drawn_words as drawn_words, words as words
