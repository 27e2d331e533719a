"""What is worth saying of a case that can be read: lines that bind nobody, figures without a source."""

from detente.case.check.folder import Findings, check_folder
from detente.case.check.whole import check_case

__all__ = ["Findings", "check_case", "check_folder"]
