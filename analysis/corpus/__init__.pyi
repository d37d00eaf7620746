from .about import About as About, read_about as read_about
from .coded_samples import CODED_COLUMNS as CODED_COLUMNS, read_coded_samples as read_coded_samples
from .corpus import Corpus as Corpus, read_corpus as read_corpus, tabulate as tabulate
from .describing import (
    describe_document as describe_document,
    document_as_json as document_as_json,
    summarise_document as summarise_document,
)
from .documents import (
    UNPRINTABLE_NAME as UNPRINTABLE_NAME,
    Document as Document,
    find_files as find_files,
    identify as identify,
    is_unprintable as is_unprintable,
    parse_document as parse_document,
    read_document as read_document,
)
from .folders import (
    CORPUS_VARIABLE as CORPUS_VARIABLE,
    StudyFolders as StudyFolders,
    find_folders as find_folders,
    project_codebook as project_codebook,
    project_folder as project_folder,
)
from .front_matter import FrontMatter as FrontMatter, split_front_matter as split_front_matter
from .governments import (
    GOVERNMENT_COLUMNS as GOVERNMENT_COLUMNS,
    find_terms as find_terms,
    read_governments as read_governments,
)
from .hand_coding import (
    CODEBOOK as CODEBOOK,
    CODING_COLUMNS as CODING_COLUMNS,
    HAND_COLUMNS as HAND_COLUMNS,
    NO_THEME as NO_THEME,
    read_coding as read_coding,
)
from .meetings import (
    find_meetings as find_meetings,
    name_readouts as name_readouts,
    people_of as people_of,
    title_readouts as title_readouts,
)
from .samples import (
    CODED_BEFORE as CODED_BEFORE,
    SAMPLE_COLUMNS as SAMPLE_COLUMNS,
    SAMPLED_COLUMNS as SAMPLED_COLUMNS,
    mark_coded as mark_coded,
    read_samples as read_samples,
    read_uncoded as read_uncoded,
    write_sample as write_sample,
)
from .selection import Selection as Selection, environment as environment
