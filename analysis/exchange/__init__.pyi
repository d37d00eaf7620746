from .codings import join_codings as join_codings
from .columns import describe_figures as describe_figures, describe_tables as describe_tables
from .database import write_database as write_database
from .export import read_codings as read_codings, write_export as write_export
from .formats import (
    FORMATS as FORMATS,
    codebook_yaml as codebook_yaml,
    export_codebook as export_codebook,
    import_codebook as import_codebook,
)
from .label_studio import read_label_studio as read_label_studio, write_label_studio as write_label_studio
from .new_study import write_new_study as write_new_study
from .package import tables_of as tables_of, write_description as write_description, write_package as write_package
from .qdpx import write_qdpx as write_qdpx
from .qdpx_reading import read_qdpx as read_qdpx
