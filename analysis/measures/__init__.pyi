from .agreement import (
    OVERALL as OVERALL,
    as_coder as as_coder,
    list_differences as list_differences,
    measure_alpha as measure_alpha,
    score_codebook as score_codebook,
)
from .alignment import (
    ALIGNMENT_COLUMNS as ALIGNMENT_COLUMNS,
    REPEATED_COLUMNS as REPEATED_COLUMNS,
    SIMILARITY_COLUMNS as SIMILARITY_COLUMNS,
    WORDING_COLUMNS as WORDING_COLUMNS,
    align_points as align_points,
    compare_points as compare_points,
    find_repeated as find_repeated,
    measure_wording as measure_wording,
)
from .counts import (
    MEASURES as MEASURES,
    SCALES as SCALES,
    Measured as Measured,
    ReadoutCounts as ReadoutCounts,
    count_readouts as count_readouts,
)
from .emphasis import (
    EMPHASIS_COLUMNS as EMPHASIS_COLUMNS,
    emphasis_of_counts as emphasis_of_counts,
    measure_emphasis as measure_emphasis,
    measure_side_by_side as measure_side_by_side,
)
from .influence import (
    INFLUENCE_COLUMNS as INFLUENCE_COLUMNS,
    PATTERN as PATTERN,
    POINT as POINT,
    find_hinges as find_hinges,
    leave_out as leave_out,
)
from .interval_coverage import IN_POINTS as IN_POINTS, INDEPENDENT as INDEPENDENT, read_coverage as read_coverage
from .intervals import LEVEL as LEVEL, RESAMPLES as RESAMPLES, Bounded as Bounded, Floats as Floats
from .keyness import (
    KEYNESS_COLUMNS as KEYNESS_COLUMNS,
    REST as REST,
    count_words_of as count_words_of,
    distinctive_words as distinctive_words,
    measure_keyness as measure_keyness,
)
from .kwic import find_in_context as find_in_context
from .periods import (
    can_hold as can_hold,
    compare_periods as compare_periods,
    halve as halve,
    spread_between as spread_between,
    spread_within as spread_within,
    that_hold as that_hold,
    widest as widest,
)
from .shifts import (
    ABSENT as ABSENT,
    CONTINUED as CONTINUED,
    DROPPED as DROPPED,
    FEWEST as FEWEST,
    LESS as LESS,
    MAIN as MAIN,
    MORE as MORE,
    NEW as NEW,
    NOT_SHOWN as NOT_SHOWN,
    Change as Change,
    between_neighbours as between_neighbours,
    change_of as change_of,
    compare_meetings as compare_meetings,
    default_pairs as default_pairs,
    first_to_last as first_to_last,
    largest_first as largest_first,
    measure_shifts as measure_shifts,
    shifts_of_counts as shifts_of_counts,
)
from .voices import (
    VOICE_AND_THEME as VOICE_AND_THEME,
    compare_voices as compare_voices,
    give_words as give_words,
    measure_voices as measure_voices,
)
