"""A case folder on disk and the case that it stands for."""

from detente.case.faults import CaseError
from detente.case.folder.read import build_case, read_case
from detente.case.folder.write import essence, write_case

__all__ = ["CaseError", "build_case", "essence", "read_case", "write_case"]
