"""What a page may show: everything, or the public part.

A public edition names no reservation: no number and no package of one, no gain over one, no demand or
opening that rests on one, and no count or verdict that depends on the ends of one, or on how far another
number can move before a package is worth less than one. Private readings are not
in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING

from detente.errors import Fault, InputError
from detente.views.assess_edition import public_assessment, public_challenge
from detente.views.numbers import count_words
from detente.views.study import Study

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.blockers import Blocker, Opening
    from detente.accept.robustness.result import Robustness
    from detente.accept.sensitivity import Lever
    from detente.accept.way import Way
    from detente.assess.challenge import Challenge
    from detente.assess.run import Assessment
    from detente.case.model import Overlay
    from detente.enforce.deal.finding import Deal
    from detente.enforce.deal.order import Ordered
    from detente.verify.monitoring.model import MonitoringPlan

RESERVATION = "reservation"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """The answers of a case, as far as a page may show them.

    Attributes:
        answer: The answer to the case as it stands.
        readings: Answers under other readings, without those that may not be shown.
        public: Whether reservations and private readings are left out.
        withheld: How many readings were left out.
        study: What was worked out beyond the answers; nothing of a reading that was left out.
    """

    answer: Answer
    readings: tuple[Answer, ...]
    public: bool
    withheld: int
    study: Study

    def blockers(self, answer: Answer) -> tuple[Blocker, ...]:
        """The blockers that may be shown."""
        return tuple(known for known in answer.blockers if not (self.public and known.reservations))

    def openings(self, answer: Answer) -> tuple[Opening, ...]:
        """The openings that may be shown."""
        return tuple(known for known in answer.openings if not (self.public and known.reservations))

    def ways(self, answer: Answer) -> tuple[Way, ...]:
        """The ways that may be shown."""
        return tuple(way for way in answer.ways if not (self.public and way.opening.reservations))

    def levers(self, answer: Answer) -> tuple[Lever, ...]:
        """The levers that may be shown: the end at which a deal goes would tell of a reservation."""
        return () if self.keeps_levers_back else answer.levers

    @property
    def keeps_levers_back(self) -> bool:
        """Whether levers are left out, whether or not there are any: with a reservation, in public."""
        return self.public and any(known.reservation is not None for known in self.answer.case.parties)

    def robustness(self, answer: Answer) -> Robustness | None:
        """What was drawn of the case or of one of its readings; None where no draws were made."""
        shown = (self.answer, *self.readings)
        return next(
            (known for own, known in zip(shown, self.study.robustness, strict=False) if own is answer), None
        )

    @property
    def monitoring(self) -> MonitoringPlan | None:
        """The plan of instruments, unless its package rests on what parties have without a deal."""
        plan = self.study.monitoring
        if plan is None or not self.public:
            return plan
        return None if self._is_withheld(plan.assumed.package) else plan

    @property
    def deal(self) -> Deal | None:
        """Whether breaking pays; not in public: it rests on what the sides have without a deal."""
        return None if self.public else self.study.deal

    @property
    def ordered(self) -> Ordered | None:
        """Who goes first, unless the package rests on what parties have without a deal."""
        found = self.study.ordered
        if found is None or not self.public:
            return found
        return None if self._is_withheld(found.assumed.package) else found

    @property
    def assessment(self) -> Assessment | None:
        """Candidates side by side; in public without all that rests on what parties have without a deal."""
        found = self.study.assessment
        return public_assessment(found) if self.public and found is not None else found

    @property
    def challenge(self) -> Challenge | None:
        """What would change the conclusions; in public without those that rest on reservations."""
        found = self.study.challenge
        return public_challenge(found) if self.public and found is not None else found

    def _is_withheld(self, package: Mapping[str, str]) -> bool:
        """Whether a package is one that an opening leads to by taking a reservation back."""
        withheld = [
            point.package
            for way in self.answer.ways
            if way.opening.reservations
            for solution in way.solutions.values()
            for point in solution.points
        ]
        return package in withheld

    def remarks(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Sentences that may be shown."""
        return tuple(text for text in texts if not (self.public and RESERVATION in text.lower()))


def edition_of(
    answer: Answer, readings: Sequence[Answer] = (), *, study: Study | None = None, public: bool = False
) -> Edition:
    """What a page may show of a case.

    Raises:
        InputError: if the case itself has a private overlay laid over it and the edition is public.
    """
    private = private_overlays(answer)
    if public and private:
        names = ", ".join(f"'{overlay.id}'" for overlay in private)
        message = f"a public brief cannot rest on a private overlay: {names}"
        raise InputError(Fault(message=message, hint="the brief without it, or not as a public one"))
    kept = [not (public and private_overlays(reading)) for reading in readings]
    shown = tuple(compress(readings, kept))
    study = study or Study()
    robustness = tuple(compress(study.robustness, (True, *kept)))
    return Edition(
        answer=answer,
        readings=shown,
        public=public,
        withheld=len(readings) - len(shown),
        study=replace(study, robustness=robustness),
    )


def withheld_words(count: int, one: str, many: str) -> str:
    """How many things a public page leaves out, because they tell of reservations.

    >>> withheld_words(2, "further deal rests on", "further deals rest on")
    'Two further deals rest on what parties have without a deal, and are left out here.'
    """
    words, verb = count_words(count, one, many).capitalize(), "is" if count == 1 else "are"
    return f"{words} what parties have without a deal, and {verb} left out here."


def private_overlays(answer: Answer) -> tuple[Overlay, ...]:
    """The private overlays laid over the case of an answer."""
    return tuple(known for known in answer.case.overlays if known.private and known.applied)


def applied_overlays(answer: Answer) -> tuple[Overlay, ...]:
    """The overlays laid over the case of an answer."""
    return tuple(known for known in answer.case.overlays if known.applied)
