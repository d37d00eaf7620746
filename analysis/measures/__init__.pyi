from .agreement import (
    OVERALL as OVERALL,
    as_coder as as_coder,
    list_differences as list_differences,
    majority as majority,
    score_codebook as score_codebook,
)
from .alignment import (
    ALIGNMENT_COLUMNS as ALIGNMENT_COLUMNS,
    SIMILARITY_COLUMNS as SIMILARITY_COLUMNS,
    align_points as align_points,
    compare_points as compare_points,
)
from .alpha import (
    bound_differing as bound_differing,
    compare_coders as compare_coders,
    count_sentences_to_code as count_sentences_to_code,
    measure_alpha as measure_alpha,
)
from .comparing import (
    CHANGE_COLUMNS as CHANGE_COLUMNS,
    CONTEXT as CONTEXT,
    CORE as CORE,
    MIN_UNITS as MIN_UNITS,
    Units as Units,
    compare_units as compare_units,
)
from .corrected import (
    ALL as ALL,
    CORRECTED_COLUMNS as CORRECTED_COLUMNS,
    CORRECTED_SHIFT_COLUMNS as CORRECTED_SHIFT_COLUMNS,
    Correction as Correction,
    count_by_coder as count_by_coder,
    measure_by_coder as measure_by_coder,
    prepare_correction as prepare_correction,
    shifts_by_coder as shifts_by_coder,
    why_not as why_not,
)
from .correcting import (
    Corrected as Corrected,
    Drawn as Drawn,
    correct as correct,
    correct_labels as correct_labels,
    tune as tune,
)
from .counts import (
    MEASURES as MEASURES,
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
from .intervals import (
    LEVEL as LEVEL,
    Bounded as Bounded,
    Floats as Floats,
    interval_of_share as interval_of_share,
)
from .keyness import (
    KEYNESS_COLUMNS as KEYNESS_COLUMNS,
    LESS_IN as LESS_IN,
    MORE_IN as MORE_IN,
    REST as REST,
    count_words_of as count_words_of,
    distinctive_words as distinctive_words,
    measure_keyness as measure_keyness,
)
from .kwic import find_in_context as find_in_context
from .periods import (
    EARLIER as EARLIER,
    LATER as LATER,
    are_tested as are_tested,
    compare_periods as compare_periods,
    halve as halve,
)
from .permuting import (
    HINT as HINT,
    LESS as LESS,
    MORE as MORE,
    NOT_SHOWN as NOT_SHOWN,
    NOT_TESTED as NOT_TESTED,
)
from .repeated import (
    REPEATED_COLUMNS as REPEATED_COLUMNS,
    WORDING_COLUMNS as WORDING_COLUMNS,
    find_repeated as find_repeated,
    measure_wording as measure_wording,
    shared_phrases as shared_phrases,
)
from .sampling import (
    ASSUMED_ERROR as ASSUMED_ERROR,
    BY_THEME as BY_THEME,
    DRAWN_COLUMNS as DRAWN_COLUMNS,
    Strata as Strata,
    allocate as allocate,
    draw_sample as draw_sample,
    size_for_width as size_for_width,
    stratify as stratify,
)
from .second_reader import (
    READER as READER,
    READER_COLUMNS as READER_COLUMNS,
    agreeing as agreeing,
    compare_readers as compare_readers,
    known_themes as known_themes,
    read_again as read_again,
    why_no_reader as why_no_reader,
)
from .shifts import (
    ABSENT as ABSENT,
    CONTINUED as CONTINUED,
    DROPPED as DROPPED,
    NEW as NEW,
    between_neighbours as between_neighbours,
    compare_meetings as compare_meetings,
    default_pairs as default_pairs,
    first_to_last as first_to_last,
    largest_first as largest_first,
    measure_shifts as measure_shifts,
    shifts_of_counts as shifts_of_counts,
)
from .simulation import (
    IN_POINTS as IN_POINTS,
    INDEPENDENT as INDEPENDENT,
    PERIODS as PERIODS,
    POINTS as POINTS,
    TREND as TREND,
    read_simulation as read_simulation,
)
from .suggesting import (
    REMOVE as REMOVE,
    SUGGESTION_COLUMNS as SUGGESTION_COLUMNS,
    THEME_SCORE_COLUMNS as THEME_SCORE_COLUMNS,
    score_themes as score_themes,
    suggest_patterns as suggest_patterns,
)
from .trend import MIN_MEETINGS as MIN_MEETINGS, TREND_COLUMNS as TREND_COLUMNS, measure_trends as measure_trends
from .voices import (
    VOICE_AND_THEME as VOICE_AND_THEME,
    compare_voices as compare_voices,
    give_words as give_words,
    measure_voices as measure_voices,
)
