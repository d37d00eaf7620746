from .confidence import (
    alphas as alphas,
    coders as coders,
    corrected as corrected,
    disagreements as disagreements,
    hinges as hinges,
    scores as scores,
    second_reader as second_reader,
    simulation as simulation,
)
from .corpus import (
    carried as carried,
    matches as matches,
    readouts as readouts,
    sources as sources,
    themes as themes,
    words_found as words_found,
)
from .emphasis import (
    accounts as accounts,
    changes as changes,
    measures as measures,
    periods as periods,
    shifts as shifts,
    told_once as told_once,
    trends as trends,
)
from .in_notebooks import readable as readable, table_html as table_html
from .language import (
    alignment as alignment,
    in_context as in_context,
    keyness as keyness,
    repeated as repeated,
    statements as statements,
    wording as wording,
)
