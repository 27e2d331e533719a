"""Proposals against a twin that tries every package, written from the definitions."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept.problem import Line
from detente.accept.proposal.logrolls import Logroll, Others, logrolls
from detente.accept.proposal.negotiating_text import negotiating_text
from detente.accept.proposal.objections import remedies
from detente.accept.proposal.proposal import Proposal
from detente.accept.proposal.remedy import Insist, Remedy
from detente.accept.proposal.tabled import Lines
from detente.case.formula import Formula, holds
from detente.case.model import Strength
from tests.proposal_strategies import OPEN, PAIRS, SILENT, SMALL, Given, Package, Vector, on_the_table

LINES = st.sampled_from(("all", "kept", "any"))


def standing(table: Given) -> list[Line]:
    """What the draft keeps of each red line: the line, or its first fallback that it keeps."""
    found = []
    for line in table.problem.lines:
        for formula in (line.formula, *line.fallback):
            if holds(formula, table.own):
                found.append(replace(line, formula=formula))
                break
    return found


def to_keep(table: Given, lines: Lines) -> list[Formula]:
    if lines == "all":
        return [line.formula for line in table.problem.lines]
    silent = table.problem.silent
    return [line.formula for line in standing(table) if lines == "kept" or line.party in silent]


def compared(table: Given, package: Package) -> Vector:
    """Utilities, and which crossed red lines of parties without preferences are kept."""
    crossed = [
        line
        for line in table.problem.lines
        if line.party in table.problem.silent and not holds(line.formula, table.own)
    ]
    return (*table.worth(package), *(int(holds(line.formula, package)) for line in crossed))


def dominates(one: Vector, other: Vector) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


def undominated(points: Mapping[Vector, object]) -> set[Vector]:
    return {point for point in points if not any(dominates(other, point) for other in points)}


def allowed(table: Given, formulas: Sequence[Formula]) -> Iterator[Package]:
    return (package for package in table.packages if all(holds(form, package) for form in formulas))


def numbers(table: Given, proposal: Proposal) -> Package:
    return table.problem.numbers(proposal.package)


# ---------------------------------------------------------------- the single negotiating text


@settings(max_examples=300)
@given(on_the_table(SMALL, OPEN, SILENT), st.integers(1, 3), LINES)
def test_the_text_improves_as_every_package_tried_says(table: Given, budget: int, lines: Lines) -> None:
    floor = compared(table, table.own)
    points: dict[Vector, list[int]] = {}
    for package in allowed(table, to_keep(table, lines)):
        if table.changes(package) <= budget and dominates(compared(table, package), floor):
            points.setdefault(compared(table, package), []).append(table.changes(package))
    best = undominated(points)
    text = negotiating_text(table.problem, table.draft, changes=budget, lines=lines)
    assert (text.complete, text.searched, text.count) == (True, budget, len(best))
    assert len(text.proposals) == min(len(best), 100)
    found = [compared(table, numbers(table, proposal)) for proposal in text.proposals]
    assert len(set(found)) == len(found)
    assert set(found) <= best
    for point, proposal in zip(found, text.proposals, strict=True):
        assert proposal.ties == len(points[point])
        assert len(proposal.changes) == table.changes(numbers(table, proposal)) == min(points[point])
        assert all(holds(form, numbers(table, proposal)) for form in to_keep(table, lines))
    order = [
        (worst_first(table, numbers(table, proposal)), len(proposal.changes)) for proposal in text.proposals
    ]
    assert order == sorted(order)
    for proposal in text.proposals[:3]:
        means_what_it_says(table, proposal)


def worst_first(table: Given, package: Package) -> list[Fraction]:
    """Losses against the draft in the parties' ranges, the greatest first."""
    gains = zip(table.worth(package), table.worth(table.own), strict=True)
    return sorted((table.share(place, own - new) for place, (new, own) in enumerate(gains)), reverse=True)


def means_what_it_says(table: Given, proposal: Proposal) -> None:
    """What a proposal tells of each party is so."""
    problem, package = table.problem, numbers(table, proposal)
    for party in problem.case.parties:
        effect = proposal.effects[party.id]
        own = [line for line in problem.lines if line.party == party.id]
        assert effect.crosses_before == tuple(x.id for x in own if not holds(x.formula, table.own))
        assert effect.crosses_after == tuple(x.id for x in own if not holds(x.formula, package))
        fell = [x.id for x in standing(table) if x.party == party.id and not holds(x.formula, package)]
        assert sorted((*effect.newly_crossed, *effect.past_fallback)) == sorted(fell)
        assert (effect.before is None) == (effect.gain is None) == (party.id in problem.silent)
    for place, utility in enumerate(problem.utilities):
        effect = proposal.effects[utility.party]
        before, after = utility.of(table.own), utility.of(package)
        assert (effect.before, effect.after) == (utility.exact(before), utility.exact(after))
        assert effect.gain == utility.exact(after - before)
        assert (effect.share or 0) == table.share(place, after - before)
        least = utility.reservation
        met = (None, None) if least is None else (before >= least, after >= least)
        assert (effect.met_before, effect.met_after) == met
        assert effect.newly_unmet == (met == (True, False))


# ---------------------------------------------------------------- objections


@settings(max_examples=300)
@given(on_the_table(SMALL, OPEN, SILENT), st.sampled_from(("everything", "raised")))
def test_objections_are_answered_as_every_package_tried_says(table: Given, insist: Insist) -> None:
    problem, found = table.problem, remedies(table.problem, table.draft, insist=insist)
    everybody = [party.id for party in problem.case.parties]
    objecting = [party for party in everybody if lacks(table, [party], table.own, "everything")]
    assert [remedy.parties for remedy in found.each] == [(party,) for party in objecting]
    assert (found.together is None) == (not objecting)
    for remedy in (*found.each, *([found.together] if found.together else [])):
        agrees(table, remedy, insist)


def lacks(table: Given, parties: Sequence[str], package: Package, insist: Insist) -> set[str]:
    """Which demands of the parties a package does not meet: ids of lines, and parties below reservation."""
    problem = table.problem
    lines = {line.id: line.formula for line in problem.lines if line.party in parties}
    unmet = {line for line, formula in lines.items() if not holds(formula, package)}
    unmet |= {
        f"reservation of {utility.party}"
        for utility in problem.utilities
        if utility.party in parties
        and utility.reservation is not None
        and utility.of(package) < utility.reservation
    }
    return unmet if insist == "everything" else unmet & lacks(table, parties, table.own, "everything")


def agrees(table: Given, remedy: Remedy, insist: Insist) -> None:
    parties = remedy.parties
    named = {line for own in remedy.objections for line in own.red_lines}
    named |= {f"reservation of {own.party}" for own in remedy.objections if own.reservation}
    assert named == lacks(table, parties, table.own, "everything")
    answers = [package for package in table.packages if not lacks(table, parties, package, insist)]
    assert remedy.exists == bool(answers)
    assert remedy.complete
    if not answers:
        assert (remedy.changes, remedy.proposals, remedy.packages) == (None, (), None)
        assert remedy.blockers
        for blocker in remedy.blockers:
            collides(
                table, {*blocker.red_lines, *(f"reservation of {p}" for p in blocker.reservations)}, parties
            )
        return
    least = min(table.changes(package) for package in answers)
    nearest = [package for package in answers if table.changes(package) == least]
    assert (remedy.changes, remedy.at_least, remedy.packages) == (least, least, len(nearest))
    listed = [numbers(table, proposal) for proposal in remedy.proposals]
    assert set(listed) <= set(nearest)
    assert 1 <= len(listed) == min(remedy.count, 20)
    ranks = [rank(table, parties, package, insist) for package in listed]
    assert ranks == sorted(ranks)
    assert ranks[0] == min(rank(table, parties, package, insist) for package in nearest)


def collides(table: Given, demands: set[str], parties: Sequence[str]) -> None:
    """No package meets the demands together, and some package meets all of them but any one."""
    for left_out in (None, *demands):
        wanted = demands - {left_out}
        met = [p for p in table.packages if not wanted & lacks(table, parties, p, "everything")]
        assert bool(met) == (left_out is not None)


def rank(table: Given, parties: Sequence[str], package: Package, insist: Insist) -> tuple[object, ...]:
    problem = table.problem
    demanded = {line.id for line in problem.lines if line.party in parties}
    if insist == "raised":
        demanded &= lacks(table, parties, table.own, "everything")
    crossed = Counter(
        line.strength
        for line in standing(table)
        if line.id not in demanded and not holds(line.formula, package)
    )
    unmet, losses, gains = 0, [], []
    for place, utility in enumerate(problem.utilities):
        before, after = utility.of(table.own), utility.of(package)
        unmet += utility.reservation is not None and after < utility.reservation <= before
        if utility.party in parties:
            gains.append(table.share(place, before - after))
        if utility.party not in parties or len(parties) == len(problem.case.parties):
            losses.append(max(table.share(place, before - after), Fraction(0)))
    by_strength = [crossed[strength] for strength in (Strength.ABSOLUTE, Strength.STRONG, Strength.STATED)]
    return (by_strength, unmet, sorted(losses, reverse=True), sorted(gains, reverse=True))


# ---------------------------------------------------------------- logrolls


@settings(max_examples=300)
@given(on_the_table(PAIRS, replace(PAIRS, figures="mixed")), LINES, st.booleans(), st.booleans())
def test_logrolls_are_those_that_every_pair_of_changes_gives(
    table: Given, lines: Lines, exchanges: bool, relaxed: bool
) -> None:
    others: Others = "reservation" if relaxed else "draft"
    found = logrolls(table.problem, table.draft, exchanges=exchanges, others=others, lines=lines)
    assert found.complete
    expected: dict[tuple[str, str], dict[Vector, int]] = {}
    for pair in combinations(range(len(table.problem.utilities)), 2):
        points: Counter[Vector] = Counter()
        for package in allowed(table, to_keep(table, lines)):
            if gain_by(table, pair, package, others) and (not exchanges or trade(table, pair, package)):
                points[compared(table, package)] += 1
        names = (table.problem.utilities[pair[0]].party, table.problem.utilities[pair[1]].party)
        expected[names] = {point: points[point] for point in undominated(points)}
    assert found.count == sum(len(points) for points in expected.values())
    assert len(found.logrolls) == min(found.count, 100)
    for roll in found.logrolls:
        point = compared(table, numbers(table, roll.proposal))
        assert roll.proposal.ties == expected[roll.parties].pop(point)
        said_rightly(table, roll)
    shares = [roll.share for roll in found.logrolls]
    assert shares == sorted(shares, reverse=True)


def gain_by(table: Given, pair: tuple[int, int], package: Package, others: Others) -> bool:
    """Whether two issues change, both parties of the pair gain, and nobody else goes too low."""
    fine = table.changes(package) == 2
    for place, utility in enumerate(table.problem.utilities):
        before, after = utility.of(table.own), utility.of(package)
        if place in pair:
            fine &= after > before
        elif others == "draft":
            fine &= after >= before
        elif utility.reservation is not None:
            fine &= after >= utility.reservation
    return fine


def alone(table: Given, place: int, package: Package) -> list[int]:
    """What each change of a package means to a party if it is the only one."""
    utility, own = table.problem.utilities[place], table.own
    return [
        utility.of((*own[:issue], package[issue], *own[issue + 1 :])) - utility.of(own)
        for issue in range(len(own))
        if package[issue] != own[issue]
    ]


def trade(table: Given, pair: tuple[int, int], package: Package) -> bool:
    """One change serves only the one party, the other only the other, and one of them has its price."""
    mine, theirs = (alone(table, place, package) for place in pair)
    for one, other in ((0, 1), (1, 0)):
        if mine[one] > 0 >= theirs[one] and theirs[other] > 0 >= mine[other]:
            return theirs[one] < 0 or mine[other] < 0
    return False


def said_rightly(table: Given, roll: Logroll) -> None:
    package = numbers(table, roll.proposal)
    places = [place for place, utility in enumerate(table.problem.utilities) if utility.party in roll.parties]
    gains = [
        table.share(place, table.worth(package)[place] - table.worth(table.own)[place]) for place in places
    ]
    assert roll.share == min(gains) > 0
    issues = [change.issue for change in roll.proposal.changes]
    for party, place in zip(roll.parties, places, strict=True):
        costly = [
            issue for issue, value in zip(issues, alone(table, place, package), strict=True) if value < 0
        ]
        assert roll.gives.get(party) == (costly[0] if costly else None)


# ---------------------------------------------------------------- caps on work


@settings(max_examples=50)
@given(on_the_table(SMALL, SILENT), st.integers(1, 12))
def test_a_cap_is_said_and_what_is_shown_is_still_true(table: Given, cap: int) -> None:
    full = negotiating_text(table.problem, table.draft, changes=3)
    part = negotiating_text(table.problem, table.draft, changes=3, cap=cap)
    fewer = negotiating_text(table.problem, table.draft, changes=max(part.searched, 1))
    assert part.complete == (part.searched == 3)
    assert part.complete or any("not searched" in note for note in part.notes)
    if part.complete:
        assert part.proposals == full.proposals
    elif part.searched:
        assert part.proposals == fewer.proposals
    else:
        assert part.proposals == ()
