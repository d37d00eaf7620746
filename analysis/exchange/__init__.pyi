from .formats import FORMATS as FORMATS, export_codebook as export_codebook, import_codebook as import_codebook
from .new_study import write_new_study as write_new_study
