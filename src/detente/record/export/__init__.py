"""Statements in the formats of others: Web Annotation, PROV, the Discourse Network Analyzer."""

from detente.record.export.annotation import annotations_text, read_annotated
from detente.record.export.event_list import event_list_text
from detente.record.export.event_list_read import read_event_list
from detente.record.export.files import FORMATS, export_files, held_texts
from detente.record.export.offsets import Offsets
from detente.record.export.prov import prov_text

__all__ = [
    "FORMATS",
    "Offsets",
    "annotations_text",
    "event_list_text",
    "export_files",
    "held_texts",
    "prov_text",
    "read_annotated",
    "read_event_list",
]
