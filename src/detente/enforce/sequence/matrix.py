"""The implementation matrix: who does what, from which day to which, how it is seen, and what stands then.

A step begins once all earlier steps of other actors are verified and the actor's own earlier steps are done:
nobody goes on before it knows what the others have done. A step that is seen with a later one is not waited
for until that one is done, and is verified so many days after it. Days are counted from the plan's start.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.enforce.sequence.order import BestOrder, Moment
from detente.enforce.sequence.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step of the matrix.

    Attributes:
        number: Its place in the order, from 1.
        step: The step, with actor, chance ``P`` that it is seen, means and consequence.
        begins: The day on which it begins, from 0.
        done: The day by which it is done.
        verified: The day by which it is verified.
        moment: How exposed the parties are once it is done.
    """

    number: int
    step: Step
    begins: int
    done: int
    verified: int
    moment: Moment


def implementation_matrix(best: BestOrder) -> tuple[Row, ...]:
    """The rows of an order, in that order."""
    rows: list[Row] = []
    for number, (step, moment) in enumerate(zip(best.steps, best.moments[1:], strict=True), 1):
        ahead = {later.id for later in best.steps[number - 1 :]}
        begins = max((_known(row, step, ahead) for row in rows), default=0)
        done = begins + step.days
        rows = [
            replace(row, verified=done + row.step.verified_after) if row.step.seen_with == step.id else row
            for row in rows
        ]
        rows.append(
            Row(
                number=number,
                step=step,
                begins=begins,
                done=done,
                verified=done + step.verified_after,
                moment=moment,
            )
        )
    return tuple(rows)


def _known(row: Row, step: Step, ahead: set[str]) -> int:
    """The day from which a step need not wait for an earlier one."""
    own = row.step.actor == step.actor
    return row.done if own or row.step.seen_with in ahead else row.verified
