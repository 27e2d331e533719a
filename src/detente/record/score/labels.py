"""What an annotator's labels are called in a lexicon: issues and parties of annotations by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.record.score.annotations import Annotations
from detente.record.score.speakers import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Ids that a label may stand for; a label always stands for itself, however it is spelled.

    Attributes:
        issues: By an issue's label, the ids of a lexicon that mean it.
        parties: By a party's label, its other names and ids.
    """

    issues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, gold: Annotations) -> Labels:
        """These labels with those that the annotations bring themselves."""
        return Labels(
            issues=_joined(self.issues, gold.issues),
            parties=_joined(self.parties, gold.parties),
        )

    def names(self, party: str) -> tuple[str, ...]:
        """Other names of a party."""
        return self.parties.get(party, ())

    def same_issue(self, said: str, label: str) -> bool:
        """Whether an id of a lexicon, ``""`` for none, is what the annotator's label means.

        >>> Labels(issues={"truce": ("ceasefire",)}).same_issue("ceasefire", "truce")
        True
        """
        return plain(said) in {plain(label), *(plain(name) for name in self.issues.get(label, ()))}


def _joined(
    some: Mapping[str, tuple[str, ...]], more: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    return {name: (*some.get(name, ()), *more.get(name, ())) for name in {**some, **more}}


STANDARD = Labels(
    issues={
        "amnesty": ("justice",),
        "autonomy": ("recognition", "power-sharing"),
        "border": ("territory", "transport-links"),
        "ceasefire_verification": ("ceasefire", "verification"),
        "compensation": ("reparations",),
        "corridor": ("transport-links", "resources"),
        "demilitarisation": ("force-limits", "withdrawal", "disarmament"),
        "direct_flights": ("transport-links",),
        "energy": ("resources",),
        "fishing": ("resources",),
        "humanitarian_access": ("humanitarian",),
        "military_bases": ("foreign-troops",),
        "nato_membership": ("alliance-membership",),
        "nuclear_escalation": ("nuclear",),
        "peacekeepers_foreign_troops": ("foreign-troops",),
        "settlement_terms_general": ("settlement-terms", "talks"),
        "trade": ("shipping", "transport-links"),
        "water": ("resources",),
    },
    parties={"European states": ("europe", "european-countries", "european-nations", "european-union")},
)
"""Labels of the known answers and of the texts of this repository, in ids of the standard lexicon."""
