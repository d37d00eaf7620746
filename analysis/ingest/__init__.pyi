from .adding import (
    MAX_SOURCE_BYTES as MAX_SOURCE_BYTES,
    Asker as Asker,
    add_draft as add_draft,
    check_size as check_size,
    expand as expand,
    is_address as is_address,
    read_address as read_address,
    read_file as read_file,
)
from .addresses import check_address as check_address
from .cache import Cache as Cache
from .draft import Draft as Draft, read_source as read_source
from .errors import SourceRefused as SourceRefused
from .fetching import Fetcher as Fetcher, Report as Report, choose as choose
from .prompts import Clients as Clients, IngestSettings as IngestSettings, make_asker as make_asker
from .publishers import publisher_at as publisher_at
from .robots import RobotsPolicy as RobotsPolicy
from .sources import Source as Source, read_sources as read_sources
from .store import (
    CorpusStore as CorpusStore,
    find_corpus as find_corpus,
    find_sources as find_sources,
    lock_corpus as lock_corpus,
    pages_of as pages_of,
)
