"""The implementation matrix: who does what, from which day to which, how it is seen, and what stands then.

A step begins once all earlier steps of other actors are verified and the actor's own earlier steps are done:
nobody goes on before it knows what the others have done. Days are counted from the start of the plan.
"""

from __future__ import annotations

from dataclasses import dataclass

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
        begins = max((row.done if row.step.actor == step.actor else row.verified for row in rows), default=0)
        done = begins + step.days
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
