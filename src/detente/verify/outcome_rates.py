"""What a choice of instruments makes of every violation, and of a campaign: seen, attributed, caught.

For each row and scenario the chances of ``attribution`` are those of all chosen copies together. A campaign
is carried out in one cell, the one in which an act is least likely to be attributed, at the hour that the
violator picks. The alarm rule is applied to each cell by itself: alarms of one cell, of one violation type.

A false alarm of an instrument falls where it looks: over the cells of all obligations that ask for the
violation type, in proportion to its detection there (u, mixed over the scenarios). It names a side as often
as a sighting does, either side with the same chance:

    f_cell = sum_j x_j f_j (a_j + w_j) / 2 * u_j,cell / sum_cells u_j,cell.

What a false alarm is taken for is not known, so each counts for every violation type: f is an upper bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from detente.case.verification import AlarmRule, FigureKey, Instrument, Level, Verification
from detente.errors import Fault, InputError
from detente.verify.alarm import Chances, alarm_rates, quiet_chances
from detente.verify.instruments.attribution import Combined
from detente.verify.placement import Placement, attribution_of
from detente.verify.reach import Block
from detente.verify.site import Floats, Ints

RATE_DIGITS = 9
"""False alarms a day are told apart to so many digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRates:
    """beta and alpha of one violation type of one obligation, for each party that it binds.

    Attributes:
        cell: The cell in which an act is least likely to be attributed.
        choice: The hour that the violator picks.
        seen: Chance that one act there is seen, at the hour at which that is least likely.
        attributed: Chance that one act there is attributed to its side, at the hour that the violator picks.
        false_per_day: False alarms a day in that cell that name one party.
        beta: Chance that a party counts as caught if it carries out the campaign in that cell.
        alpha: Chance that it counts as caught there if it does nothing.
        beta_anywhere: Chance that it counts as caught in any cell with the campaign in that one.
        alpha_anywhere: Chance that it counts as caught in any cell if it does nothing.
    """

    obligation: str
    violation: str
    level: Level
    rule: AlarmRule
    cell: str
    choice: str
    seen: float
    attributed: float
    false_per_day: float
    beta: float
    alpha: float
    beta_anywhere: float
    alpha_anywhere: float


def combined_by_row(found: Placement, counts: Floats) -> tuple[Combined, ...]:
    """For each scenario what the chosen copies make of a violation of each row: arrays of shape ``(rows,)``.

    Args:
        found: The placement.
        counts: Copies of each candidate, ``(candidates,)``, from 0.

    Raises:
        InputError: if there are not as many counts as candidates, or one is below 0.
    """
    copies = _checked(found, counts)
    right, wrong = attribution_of(found)
    block_of = np.repeat(
        np.arange(len(found.blocks), dtype=np.int64), [block.count for block in found.blocks]
    )
    taken = np.flatnonzero(copies > 0)
    return tuple(
        _combined(csr_array(matrix[:, taken]), copies[taken], right[:, taken], wrong[:, taken], block_of)
        for matrix in found.detection
    )


def best_alone_by_row(found: Placement, counts: Floats) -> tuple[Floats, ...]:
    """For each scenario p of the one chosen copy that sees a row best, ``(rows,)``.

    However instruments hang together beyond what the scenario says, that a violation is seen by one of them
    is no less likely than that this one sees it: max_j p <= P.

    Raises:
        InputError: if there are not as many counts as candidates, or one is below 0.
    """
    taken = np.flatnonzero(_checked(found, counts) > 0)
    return tuple(
        np.asarray(csr_array(matrix[:, taken]).max(axis=1).toarray(), dtype=np.float64).reshape(-1)
        if len(taken)
        else np.zeros(len(found.rows))
        for matrix in found.detection
    )


def false_alarms_by_row(found: Placement, counts: Floats) -> Floats:
    """False alarms a day in the cell of each row that name one party, ``(rows,)``."""
    copies = _checked(found, counts)
    right, wrong = attribution_of(found)
    each = copies * [_false_per_day(stand.instrument, found.level) for stand in found.stands]
    rates = np.zeros(len(found.rows))
    total = csr_array((len(found.rows), len(found.stands)))
    for scenario, matrix in zip(found.scenarios, found.detection, strict=True):
        total = total + scenario.weight * matrix
    looks = csr_array(total)
    for violation in dict.fromkeys(block.violation for block in found.blocks):
        alike = [at for at, block in enumerate(found.blocks) if block.violation == violation]
        rows = np.concatenate([_rows(found.blocks[at]) for at in alike])
        here = csr_array(looks[rows])
        sums = here.sum(axis=0)
        named = each * (right[alike[0]] + wrong[alike[0]]) / 2
        rates[rows] = here @ np.divide(named, sums, out=np.zeros_like(sums), where=sums > 0)
    return rates


def obligation_rates(
    found: Placement, counts: Floats, verification: Verification, *, rule: AlarmRule | None = None
) -> tuple[ObligationRates, ...]:
    """Beta and alpha for every violation type of every placed obligation, in the order of the blocks.

    Args:
        found: The placement.
        counts: Copies of each candidate, ``(candidates,)``.
        verification: The case's verification, for its alarm rule and the obligations' own review periods.
        rule: Another alarm rule than the case's.

    Raises:
        InputError: if there is no alarm rule, or if the counts or the rule will not do.
    """
    base = rule or verification.alarm
    if base is None:
        hint = "[alarm] in verification.toml, or a rule"
        raise InputError(Fault(place="alarm", message="there is no alarm rule", hint=hint, code="no-alarm"))
    outcome, false = combined_by_row(found, counts), false_alarms_by_row(found, counts)
    rules = {item.id: _own_rule(base, item.review_days) for item in verification.obligations}
    return tuple(_of_block(found, block, outcome, false, rules[block.obligation]) for block in found.blocks)


# ---------------------------------------------------------------- parts


def _own_rule(rule: AlarmRule, review_days: int | None) -> AlarmRule:
    if review_days is None:
        return rule
    return replace(rule, review_days=review_days, window_days=min(rule.window_days, review_days))


def _of_block(
    found: Placement, block: Block, outcome: Sequence[Combined], false: Floats, rule: AlarmRule
) -> ObligationRates:
    rows = slice(block.first_row, block.first_row + block.count)
    choices = list(dict.fromkeys(scenario.chosen for scenario in found.scenarios))
    right, seen = (
        np.array(
            [
                sum(
                    scenario.weight * part[rows]
                    for scenario, part in zip(found.scenarios, channel, strict=True)
                    if scenario.chosen == choice
                )
                for choice in choices
            ]
        )
        for channel in ([each.right for each in outcome], [each.seen for each in outcome])
    )
    worst = int(right.min(axis=0).argmin())
    chances = {
        "+".join(choice): _chances(found, outcome, choice, block.first_row + worst) for choice in choices
    }
    rate = float(false[rows][worst])
    own = alarm_rates(rule, chances, false_per_day=rate)
    quiet = _quiet_elsewhere(rule, np.delete(false[rows], worst))
    picked = ["+".join(choice) for choice in choices].index(own.choice)
    return ObligationRates(
        obligation=block.obligation,
        violation=block.violation,
        level=found.level,
        rule=rule,
        cell=found.cells.ids[block.first_cell + worst],
        choice=own.choice,
        seen=float(seen[:, worst].min()),
        attributed=float(right[picked, worst]),
        false_per_day=rate,
        beta=own.beta,
        alpha=own.alpha,
        beta_anywhere=max(own.beta, 1 - (1 - own.beta) * quiet),
        alpha_anywhere=max(own.alpha, 1 - (1 - own.alpha) * quiet),
    )


def _chances(found: Placement, outcome: Sequence[Combined], choice: tuple[str, ...], row: int) -> Chances:
    kept = [
        (float(each.right[row]), scenario.weight)
        for scenario, each in zip(found.scenarios, outcome, strict=True)
        if scenario.chosen == choice
    ]
    total = sum(weight for _, weight in kept)
    return Chances(
        attributed=tuple(chance for chance, _ in kept), weights=tuple(weight / total for _, weight in kept)
    )


def _quiet_elsewhere(rule: AlarmRule, rates: Floats) -> float:
    """Chance that no false alarms bring a party over the rule in any of these cells."""
    known, cells = np.unique(rates.round(RATE_DIGITS), return_counts=True)
    return float(np.prod(quiet_chances(rule, known) ** cells))


def _combined(matrix: csr_array, copies: Floats, right: Floats, wrong: Floats, block_of: Ints) -> Combined:
    entries = matrix.tocoo()
    row, column = entries.coords
    names, errs = right[block_of[row], column], wrong[block_of[row], column]

    def missed(chance: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            logs = np.log1p(-np.clip(chance, 0, 1)) * copies[column]
        total = np.zeros(matrix.shape[0])
        np.add.at(total, row, logs)
        result: Floats = np.exp(total)
        return result

    seen = entries.data
    neither = missed(seen * (names + errs))
    return Combined(
        seen=1 - missed(seen),
        right=np.clip(missed(seen * errs) - neither, 0, 1),
        wrong=np.clip(missed(seen * names) - neither, 0, 1),
    )


def _false_per_day(instrument: Instrument, level: Level) -> float:
    rate = instrument.figure(FigureKey.FALSE_ALARMS_PER_DAY)
    return 0.0 if rate is None else rate.against(level)


def _rows(block: Block) -> Ints:
    return np.arange(block.first_row, block.first_row + block.count, dtype=np.int64)


def _checked(found: Placement, counts: Floats) -> Floats:
    copies = np.asarray(counts, dtype=np.float64)
    if copies.shape != (len(found.stands),) or not bool((copies >= 0).all()):
        message = f"counts of shape {copies.shape} for {len(found.stands)} candidates, or one below 0"
        hint = "one number from 0 for each candidate"
        raise InputError(Fault(place="counts", message=message, hint=hint, code="bad-shape"))
    return copies
