"""Labels of other codings for the issues of the standard lexicon: texts coded with them can be scored."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "ceasefire": "ceasefire_verification",
        "verification": "ceasefire_verification",
        "territory": "territory",
        "withdrawal": "territory",
        "recognition": "territory",
        "force-limits": "force_limits",
        "alliance-membership": "nato_membership",
        "foreign-troops": "peacekeepers_foreign_troops",
        "security-guarantees": "security_guarantees",
        "sanctions": "sanctions",
        "frozen-assets": "frozen_assets",
        "diplomatic-missions": "diplomatic_missions",
        "transport-links": "direct_flights",
        "nuclear": "nuclear_escalation",
        "settlement-terms": "settlement_terms_general",
        "talks": "settlement_terms_general",
        "prisoners": "prisoners",
    }
)
"""The label that the annotated article uses, for each issue of the standard lexicon that has one there."""


def label_of(issue: str) -> str:
    """The label of an issue of the standard lexicon; the issue itself, with underscores, where none is set.

    >>> label_of("transport-links"), label_of("power-sharing")
    ('direct_flights', 'power_sharing')
    """
    return LABELS.get(issue, issue.replace("-", "_"))
