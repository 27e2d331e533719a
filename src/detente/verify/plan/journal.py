"""The state of one search: best plan and bound so far, work done, and whether it is time to stop."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from detente.verify.plan.outcome import Effort, Listener, Progress, Work

Pair = tuple[float | None, float | None]


class Journal:
    """Keeps what a search has found and proven, tells the listener, and says when to stop.

    ``sign`` is 1 where less is better and -1 where more is. Where all objectives are multiples of
    ``grain``, so are bounds; those that differ by at most ``alike`` are equal. A KeyboardInterrupt that
    reaches the listener is a request to stop, and the search answers with its best.
    """

    def __init__(self, effort: Effort, listener: Listener | None, *, sign: int = 1) -> None:
        """Begin with nothing found."""
        self.effort = effort
        self.sign = sign
        self.objective: float | None = None
        self.bound: float | None = None
        self.rounds = self.nodes = self.steps = self.sweeps = 0
        self.stopped = self.timed = False
        self.grain, self.alike = 0.0, 1e-12
        self.trace: list[Pair] = []
        self.method: list[str] = []
        self._listener = listener
        self._begin = time.monotonic()

    @property
    def work(self) -> Work:
        """What was done so far."""
        return Work(rounds=self.rounds, nodes=self.nodes, steps=self.steps, sweeps=self.sweeps)

    @property
    def gap(self) -> float:
        """Between plan and bound, as a share of the plan's objective; infinite while one is missing."""
        return relative_gap(self.objective, self.bound, alike=self.alike)

    @property
    def closed(self) -> bool:
        """Whether the gap that was asked for is reached."""
        return self.gap <= self.effort.gap

    @property
    def seconds_left(self) -> float:
        """Until the limit on the clock; infinite if there is none."""
        if self.effort.seconds is None:
            return float("inf")
        return max(0.0, self.effort.seconds - (time.monotonic() - self._begin))

    def inner(self, *, nodes: int | None = None) -> Journal:
        """A journal for a question on the way: same listener, a plan and a bound of its own.

        The effort is the same, or so many more nodes at most.
        """
        most = self.effort.nodes if nodes is None else min(self.effort.nodes, self.nodes + nodes)
        inner = Journal(replace(self.effort, nodes=most), lambda progress: self.going(progress.stage))
        inner._begin = self._begin
        inner.rounds, inner.nodes, inner.steps, inner.sweeps = (
            self.rounds,
            self.nodes,
            self.steps,
            self.sweeps,
        )
        inner.stopped, inner.timed, inner.method = self.stopped, self.timed, self.method
        return inner

    def absorb(self, inner: Journal) -> None:
        """Take over the work of an inner journal."""
        self.rounds, self.nodes, self.steps, self.sweeps = (
            inner.rounds,
            inner.nodes,
            inner.steps,
            inner.sweeps,
        )
        self.stopped, self.timed = inner.stopped, inner.timed

    def used(self, method: str) -> None:
        """Say once what was used."""
        if method not in self.method:
            self.method.append(method)

    def found(self, objective: float) -> bool:
        """A plan with this objective is there; whether it is the best so far."""
        if self.objective is not None and self.sign * (self.objective - objective) <= 0:
            return False
        self.objective = objective
        self.trace.append((self.objective, self.bound))
        return True

    def proven(self, bound: float) -> None:
        """No plan is better than this."""
        bound = self.rounded(bound)
        if self.bound is None or self.sign * (bound - self.bound) > 0:
            self.bound = bound
            self.trace.append((self.objective, self.bound))

    def rounded(self, bound: float) -> float:
        """A bound moved on to the next multiple of the grain, and no better than the best plan."""
        if self.grain > 0:
            steps = self.sign * bound / self.grain
            bound = self.sign * self.grain * float(np.ceil(steps - 1e-6 * max(1.0, abs(steps) * 1e-6)))
        if self.objective is not None and self.sign * (bound - self.objective) > 0:
            return self.objective
        return bound

    def going(self, stage: str) -> bool:
        """Tell where the search stands; whether to go on."""
        if not self.stopped and self.seconds_left <= 0:
            self.stopped = self.timed = True
        if self._listener is not None and not self.stopped:
            try:
                answer = self._listener(
                    Progress(
                        stage=stage,
                        objective=self.objective,
                        bound=self.bound,
                        work=self.nodes + self.steps + self.sweeps,
                    )
                )
            except KeyboardInterrupt:
                answer = False
            self.stopped = answer is False
        return not self.stopped


def relative_gap(objective: float | None, bound: float | None, *, alike: float) -> float:
    """``|objective - bound|`` as a share of the objective; 0 up to ``alike``, infinite while unknown."""
    if objective is None or bound is None:
        return float("inf")
    apart = abs(objective - bound)
    return 0.0 if apart <= alike else apart / max(abs(objective), 1e-12)
