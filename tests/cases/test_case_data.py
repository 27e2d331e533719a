"""The bundled cases as data: each figure with its reason, each line with its source, and known answers."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations, pairwise, product
from math import prod
from pathlib import Path

import pytest

from detente.case.folder import read_case
from detente.case.formula import (
    FALSE,
    TRUE,
    All,
    Among,
    Formula,
    Some,
    all_of,
    among,
    holds,
    negate,
    scope,
    some_of,
)
from detente.case.model import (
    LINE_STANCES,
    Case,
    Figure,
    Like,
    Party,
    RedLine,
    Review,
    Stance,
    Statement,
    Status,
    Strength,
)

UKRAINE = "ukraine-2025-03"
READINGS = [(), ("analyst",), ("de-facto",), ("later-talks",), ("analyst", "de-facto", "later-talks")]
CONTROL = ["crimea", "sevastopol", "kherson", "zaporizhzhia", "donetsk", "luhansk"]
DOUBTFUL = {"g08", "g16", "g18", "g21", "g23", "g37", "g40", "g41", "g44"}
THREATS = {"g22", "g23", "g24", "g29"}
TERRITORY = frozenset({"russia-keeps-territory", "ukraine-no-surrender"})

Subsets = set[frozenset[str]]


def opened(root: Path, name: str = UKRAINE, overlays: Sequence[str] = ()) -> Case:
    return read_case(root / "cases" / name, overlays)


@pytest.fixture(scope="module")
def case(root: Path) -> Case:
    return opened(root)


@pytest.fixture(scope="module", params=READINGS, ids=lambda reading: "+".join(reading) or "base")
def reading(root: Path, request: pytest.FixtureRequest) -> Case:
    return opened(root, overlays=request.param)


# ---------------------------------------------------------------- a solver small enough to be seen through


def settled(formula: Formula, issue: int, option: int) -> Formula:
    """What a formula still asks once an issue has its option."""
    match formula:
        case Among(number, mask, _):
            return formula if number != issue else (TRUE if mask >> option & 1 else FALSE)
        case All(parts):
            return all_of(settled(part, issue, option) for part in parts)
        case Some(parts):
            return some_of(settled(part, issue, option) for part in parts)


def package_with(case: Case, formulas: Sequence[Formula]) -> dict[int, int] | None:
    """Options by number for some issues with which all formulas hold whatever the others take, or None."""
    asked = all_of(formulas)
    if asked == TRUE:
        return {}
    if asked == FALSE:
        return None
    units = [part for part in getattr(asked, "parts", ()) if isinstance(part, Among)]
    issue = units[0].issue if units and isinstance(asked, All) else min(scope(asked))
    for option in range(len(case.issues[issue].options)):
        rest = package_with(case, [settled(asked, issue, option)])
        if rest is not None:
            return {issue: option, **rest}
    return None


def rules(case: Case) -> list[Formula]:
    return [rule.formula for rule in case.structural]


def collisions(case: Case) -> tuple[Subsets, Subsets]:
    """All minimal sets of red lines that cannot hold together, and all whose dropping makes room."""
    lines = {line.id: line.formula for line in case.red_lines}
    everything = frozenset(lines)
    subsets = [
        frozenset(chosen) for size in range(len(lines) + 1) for chosen in combinations(sorted(lines), size)
    ]
    kept = {
        subset
        for subset in subsets
        if package_with(case, rules(case) + [lines[name] for name in sorted(subset)]) is not None
    }
    blockers = minimal(subset for subset in subsets if subset not in kept)
    return blockers, minimal(everything - subset for subset in kept)


def minimal(family: Iterator[frozenset[str]]) -> Subsets:
    sets = set(family)
    return {subset for subset in sets if not any(other < subset for other in sets)}


# ---------------------------------------------------------------- statements


def test_statements_keep_the_ids_of_the_coding(case: Case) -> None:
    assert [statement.id for statement in case.statements] == [f"g{number:02}" for number in range(1, 45)]
    assert {statement.source_id for statement in case.statements} == {"digest"}
    sources = {source.id for source in case.sources}
    assert all(set(statement.via) <= sources and statement.via for statement in case.statements)


def test_quotes_are_short(case: Case) -> None:
    assert max(len(statement.quote.split()) for statement in case.statements) <= 15
    assert all(statement.quote for statement in case.statements)


def test_doubtful_statements_say_why_and_how_they_are_read(case: Case) -> None:
    doubtful = {s.id for s in case.statements if s.review is Review.DOUBTFUL}
    assert doubtful == DOUBTFUL
    for statement in case.statements:
        assert statement.note.startswith("Doubtful: ") == (statement.id in doubtful)
        assert (statement.reading.startswith("Reading by the coders: ")) == (statement.id in doubtful)
        assert not statement.reading or "because" in statement.reading
        assert "model-assisted" in statement.coder


def test_statements_name_issues_and_parties_of_the_case(case: Case) -> None:
    issues = {issue.id for issue in case.issues}
    speakers = {party.id for party in case.parties} | {"media", "other"}
    for statement in case.statements:
        assert {statement.issue, *statement.issues_other} <= issues
        assert statement.issue not in statement.issues_other
        assert statement.party in speakers or (statement.id, statement.party) == ("g44", "")
        assert bool(statement.said_on) <= bool(statement.date_basis)


def test_every_issue_is_spoken_of(case: Case) -> None:
    spoken = {name for s in case.statements for name in (s.issue, *s.issues_other)}
    assert spoken == {issue.id for issue in case.issues}


def test_conditional_offer_keeps_its_conditions(case: Case) -> None:
    conditions = {s.id: s.condition_of for s in case.statements if s.condition_of}
    assert conditions == {"g06": ("g03",), "g12": ("g11",), "g13": ("g11",)}
    assert case.statement("g11").stance is Stance.OFFER
    assert {s.id for s in case.statements if s.yes_but} == {"g03", "g11", "g38"}


# ---------------------------------------------------------------- statements against the coded text


@pytest.fixture(scope="module")
def record(oracles: Path) -> Path:
    folder = oracles / "record"
    if not (folder / "article.txt").is_file():
        pytest.skip("the coded text is not here: it is its publisher's")
    return folder


@pytest.fixture(scope="module")
def article(record: Path) -> str:
    return (record / "article.txt").read_bytes().decode("utf-8")


def test_quotes_stand_in_the_text_where_they_say(case: Case, article: str) -> None:
    digest = hashlib.sha256(article.encode()).hexdigest()
    assert case.sources[0].sha256 == digest
    assert {s.id: article[s.start : s.end] for s in case.statements} == {
        s.id: s.quote for s in case.statements
    }


def test_quotes_are_a_small_part_of_the_text(case: Case, article: str) -> None:
    quoted: set[int] = set()
    for statement in case.statements:
        assert statement.start is not None
        assert statement.end is not None
        quoted |= set(range(statement.start, statement.end))
    assert len(quoted) / len(article) < 0.26


def test_nothing_else_of_the_text_is_in_the_repository(root: Path, article: str) -> None:
    words = re.findall(r"\w+", article.lower())
    runs = {" ".join(words[start : start + 16]) for start in range(len(words) - 15)}
    for path in (root / "cases").rglob("*.*"):
        held = re.findall(r"\w+", path.read_text(encoding="utf-8").lower())
        for start in range(len(held) - 15):
            assert " ".join(held[start : start + 16]) not in runs, path


def test_coding_is_kept_as_adjudicated(case: Case, record: Path) -> None:
    gold = {entry["id"]: entry for entry in json.loads((record / "gold.json").read_text())["statements"]}
    names = {"Russia": "russia", "Ukraine": "ukraine", "United States": "united-states", "media": "media"}
    names |= {"European states": "european-states", "France": "european-states", "third party": "media"}
    names |= {"NATO": "other", "unspecified": "other", "ambiguous": ""}
    for statement in case.statements:
        coded = gold[statement.id]
        assert statement.stance == coded["stance"].replace("_", "-")
        assert statement.party == names[coded["party"]]
        assert statement.yes_but is coded["yes_but"]
        assert (statement.review is Review.DOUBTFUL) is coded["needs_review"]
        assert statement.start is not None
        assert statement.end is not None
        assert coded["content"]["start"] <= statement.start < statement.end <= coded["content"]["end"]


# ---------------------------------------------------------------- red lines


def test_red_lines_of_the_base_case_are_sourced(case: Case) -> None:
    basis = {line.id: line.statements for line in case.red_lines}
    assert basis == {
        "russia-keeps-territory": ("g09",),
        "ukraine-no-surrender": ("g14",),
        "russia-no-nato-troops": ("g31",),
        "russia-no-foreign-troops": ("g26", "g28"),
        "russia-june-2024-terms": ("g11", "g12", "g13"),
        "russia-verified-ceasefire": ("g03", "g06"),
    }
    for line in case.red_lines:
        stances = {case.statement(name).stance for name in line.statements}
        assert stances <= LINE_STANCES or (line.why and line.strength is Strength.STATED)


def test_lines_of_the_overlay_are_marked_as_an_analysts(root: Path, case: Case) -> None:
    sourced = {line.id for line in case.red_lines}
    added = [line for line in opened(root, overlays=["analyst"]).red_lines if line.id not in sourced]
    assert [line.id for line in added] == ["ukraine-guarantees-need-force", "united-states-no-membership"]
    assert all(line.why.startswith("an analyst's line: ") for line in added)


def test_doubtful_statements_carry_no_line(reading: Case) -> None:
    cited = {name for line in reading.red_lines for name in line.statements}
    assert not cited & DOUBTFUL
    assert all(line.why or line.statements for line in reading.red_lines)


def test_control_issues_alone_show_the_collision(case: Case) -> None:
    numbers = [number for number, issue in enumerate(case.issues) if issue.id.startswith("control-")]
    russia, ukraine = (line.formula for line in case.red_lines[:2])
    assert scope(russia) == scope(ukraine) == set(numbers)
    kept = {"russia": 0, "ukraine": 0, "both": 0}
    for choice in product(*(range(len(case.issues[number].options)) for number in numbers)):
        package = [0] * len(case.issues)
        for number, option in zip(numbers, choice, strict=True):
            package[number] = option
        first, second = holds(russia, package), holds(ukraine, package)
        kept = {
            "russia": kept["russia"] + first,
            "ukraine": kept["ukraine"] + second,
            "both": kept["both"] + (first and second),
        }
    assert kept == {"russia": 2**4, "ukraine": 1, "both": 0}


def test_territory_is_the_one_collision_of_the_base_case(case: Case) -> None:
    blockers, openings = collisions(case)
    assert blockers == {TERRITORY}
    assert openings == {frozenset({name}) for name in TERRITORY}


@pytest.mark.parametrize("overlay", ["de-facto", "later-talks"])
def test_other_readings_of_territory_take_the_collision_away(root: Path, overlay: str) -> None:
    blockers, openings = collisions(opened(root, overlays=[overlay]))
    assert blockers == set()
    assert openings == {frozenset()}


def test_overlay_of_the_analyst_adds_collisions_over_troops_and_membership(root: Path) -> None:
    blockers, _ = collisions(opened(root, overlays=["analyst"]))
    force = {"ukraine-guarantees-need-force", "united-states-no-membership"}
    assert blockers == {
        TERRITORY,
        frozenset({*force, "russia-no-nato-troops"}),
        frozenset({*force, "russia-no-foreign-troops"}),
        frozenset({*force, "russia-june-2024-terms", "ukraine-no-surrender"}),
    }


def line_of(case: Case, name: str) -> RedLine:
    return next(line for line in case.red_lines if line.id == name)


def test_fallback_on_territory_is_the_rule_of_the_other_reading(root: Path, case: Case) -> None:
    fallback = line_of(case, "ukraine-no-surrender").fallback
    other = line_of(opened(root, overlays=["de-facto"]), "ukraine-no-surrender")
    assert [weaker.formula for weaker in fallback] == [other.formula]
    assert other.fallback == ()


def test_fallbacks_are_weaker_than_their_lines(reading: Case) -> None:
    for line in reading.red_lines:
        steps = [line.formula, *(fallback.formula for fallback in line.fallback)]
        for firm, weaker in pairwise(steps):
            assert package_with(reading, [*rules(reading), firm, negate(weaker)]) is None, line.id
            assert package_with(reading, [*rules(reading), weaker, negate(firm)]) is not None, line.id


# ---------------------------------------------------------------- issues and rules


def test_issues_are_those_of_the_source(case: Case) -> None:
    assert len(case.issues) == 22
    assert prod(len(issue.options) for issue in case.issues) == 13_544_423_424
    assert [issue.id for issue in case.issues if issue.id.startswith("control-")] == [
        f"control-{region}" for region in CONTROL
    ]
    assert {issue.id: issue.agreed for issue in case.issues if issue.status is not Status.OPEN} == {
        "ambassador": "consented"
    }


def test_track_between_two_parties_needs_their_consent_alone(case: Case) -> None:
    track = ["compounds", "embassy-staffing", "embassy-banking", "ambassador", "flights"]
    assert {case.issue(name).consent for name in track} == {("russia", "united-states")}
    assert case.issue("sanctions-us").consent == ("united-states",)
    assert case.issue("sanctions-europe").consent == ("european-states",)


def test_no_option_is_dead(reading: Case) -> None:
    for number, issue in enumerate(reading.issues):
        for option in range(len(issue.options)):
            wanted = among(number, 1 << option, len(issue.options))
            assert package_with(reading, [*rules(reading), wanted]) is not None, issue.options[option]


def test_each_structural_rule_says_why_and_excludes_something(case: Case) -> None:
    for rule in case.structural:
        assert rule.why
        others = [other.formula for other in case.structural if other is not rule]
        assert package_with(case, [*others, negate(rule.formula)]) is not None, rule.id


def test_threats_hang_on_options_and_count_nowhere(reading: Case) -> None:
    triggers = {
        option.id: set(option.triggers)
        for issue in reading.issues
        for option in issue.options
        if option.triggers
    }
    assert triggers == {"non-nato": {"g29"}, "nato-states": THREATS}
    assert {s.id for s in reading.statements if s.stance is Stance.THREAT} == THREATS
    cited = {name for figure in figures(reading) for name in figure.statements}
    cited |= {name for line in reading.red_lines for name in line.statements}
    assert not cited & THREATS


# ---------------------------------------------------------------- numbers


def figures(case: Case) -> list[Figure]:
    """All weights and values of a case."""
    given = (
        [*party.preference.weights.values(), *chain(*(v.values() for v in party.preference.values.values()))]
        for party in case.parties
    )
    return list(chain(*given))


def test_each_number_has_a_reason(reading: Case) -> None:
    assert len(figures(reading)) > 200
    assert all(figure.why for figure in figures(reading))
    assert all(isinstance(party.reservation, Like) and party.reservation.why for party in reading.parties)


def test_each_number_that_is_no_end_of_the_scale_is_an_interval(case: Case) -> None:
    for figure in figures(case):
        assert figure.is_open or figure.low in {0, 1}, figure


def test_each_party_values_every_option_that_it_weighs_and_no_other(reading: Case) -> None:
    for party in reading.parties:
        preference = party.preference
        weighed = {name for name, weight in preference.weights.items() if weight.high > 0}
        assert set(preference.values) == weighed
        for name in weighed:
            options = {option.id for option in reading.issue(name).options}
            assert set(preference.values[name]) == options


def spoken_of(statements: Sequence[Statement], party: str) -> set[str]:
    own = [statement for statement in statements if statement.party == party]
    return {name for statement in own for name in (statement.issue, *statement.issues_other)}


def test_a_party_weighs_what_it_has_a_say_in_or_spoke_of(case: Case) -> None:
    settled = {issue.id for issue in case.issues if issue.status is not Status.OPEN}
    for party in case.parties:
        say = {issue.id for issue in case.issues if party.id in issue.consent}
        expected = (say | spoken_of(case.statements, party.id)) - settled
        weighed = {name for name, weight in party.preference.weights.items() if weight.high > 0}
        assert weighed == expected, party.id


def test_cited_statements_are_of_the_issue_or_of_its_subject(case: Case) -> None:
    for party in case.parties:
        for name, weight in party.preference.weights.items():
            for cited in weight.statements:
                statement = case.statement(cited)
                about = {statement.issue, *statement.issues_other}
                embassy = name.startswith("embassy-") and any(item.startswith("embassy-") for item in about)
                assert name in about or embassy, (party.id, name, cited)


def test_no_deal_is_the_same_state_for_all_and_has_a_meaning(reading: Case) -> None:
    states = [party.reservation.package for party in reading.parties if isinstance(party.reservation, Like)]
    assert len(states) == 4
    assert all(state == states[0] for state in states)
    package = [[option.id for option in issue.options].index(states[0][issue.id]) for issue in reading.issues]
    assert all(holds(rule.formula, package) for rule in reading.structural)
    assert states[0]["ceasefire"] == "none"
    assert all(issue.agreed in {None, states[0][issue.id]} for issue in reading.issues)


# ---------------------------------------------------------------- both sides in the same words


def swapped(text: str) -> str:
    """A text with the two sides' names exchanged."""
    exchange = {"Russia": "Ukraine", "Ukraine": "Russia"}
    return re.sub("Russia|Ukraine", lambda match: exchange[match[0]], text)


def test_territory_lines_are_worded_alike(case: Case) -> None:
    russia, ukraine = case.red_lines[:2]
    assert (russia.party, ukraine.party) == ("russia", "ukraine")
    assert swapped(russia.title) == ukraine.title


def mirrored(russia: Party, ukraine: Party, issue: str, pairs: dict[str, str]) -> None:
    for option, opposite in pairs.items():
        mine = russia.preference.values[issue][option]
        same, other = (ukraine.preference.values[issue][name] for name in (option, opposite))
        assert (same.low, same.high) == (1 - mine.high, 1 - mine.low), (issue, option)
        assert (other.low, other.high) == (mine.low, mine.high) or option == opposite, (issue, option)
        assert other.why in {mine.why, swapped(mine.why)}, (issue, option)


@pytest.mark.parametrize("overlays", [(), ("later-talks",)])
def test_numbers_on_territory_mirror_each_other(root: Path, overlays: Sequence[str]) -> None:
    case = opened(root, overlays=overlays)
    russia, ukraine = case.party("russia"), case.party("ukraine")
    for region in CONTROL:
        name = f"control-{region}"
        mine, theirs = russia.preference.weights[name], ukraine.preference.weights[name]
        assert (mine.low, mine.high, mine.why) == (theirs.low, theirs.high, theirs.why)
        pairs = {"ukraine": "russia", "russia": "ukraine", "as-held": "as-held", "later": "later"}
        present = {option.id for option in case.issue(name).options}
        mirrored(russia, ukraine, name, {key: value for key, value in pairs.items() if key in present})


def test_summary_says_whose_numbers_these_are(case: Case) -> None:
    assert case.as_of == "2025-03-15"
    for part in ("an analyst's", "intervals", "there to be changed", "one press digest"):
        assert part in case.summary


# ---------------------------------------------------------------- cases whose answers the literature knows


def test_bill_and_jack_gain_twelve_and_five(root: Path) -> None:
    """Nash (1950), pages 160-161 of the journal: whole goods, 512 allocations."""
    case = opened(root, "bill-and-jack")
    values = [party.preference.values for party in case.parties]
    keep = [party.reservation.package for party in case.parties if isinstance(party.reservation, Like)]
    bargains = []
    for choice in product(("bill", "jack"), repeat=len(case.issues)):
        deal = dict(zip((issue.id for issue in case.issues), choice, strict=True))
        gains = [
            sum(worth[good][deal[good]].low - worth[good][own[good]].low for good in deal)
            for worth, own in zip(values, keep, strict=True)
        ]
        bargains.append((gains[0] * gains[1] if min(gains) >= 0 else -1, gains, deal))
    bargains.sort(key=lambda bargain: bargain[0], reverse=True)
    best, second = bargains[:2]
    assert (best[0], best[1], second[0]) == (60, [12, 5], 56)
    given = {good: owner for good, owner in best[2].items() if owner != keep[0][good]}
    assert {good for good, owner in given.items() if owner == "jack"} == {"book", "whip", "ball", "bat"}
    assert {good for good, owner in given.items() if owner == "bill"} == {"pen", "toy", "knife"}


def test_pie_is_split_near_two_thirds(root: Path) -> None:
    """Closed form: the derivative of x * sqrt(1 - x) is zero at x = 2/3."""
    case = opened(root, "split-the-pie")
    first, second = (party.preference.values["share"] for party in case.parties)
    for share, figure in first.items():
        assert figure.low == figure.high == case.issue("share").options[list(first).index(share)].amount
        root_of_rest = (1 - Decimal(share)).sqrt().quantize(Decimal("0.000001"))
        assert Decimal(second[share].low.numerator) / second[share].low.denominator == root_of_rest
    assert max(first, key=lambda share: first[share].low * second[share].low) == "0.67"


def numbered(case: Case, *sets: str) -> Subsets:
    """Sets of lines by their numbers in the case, from 1."""
    return {frozenset(case.red_lines[int(number) - 1].id for number in text) for text in sets}


def test_sunday_market_is_the_textbook_example(root: Path) -> None:
    """The first four clauses of the example of Liffiton and Sakallah (2008)."""
    case = opened(root, "sunday-market")
    assert collisions(case) == (numbered(case, "12", "134"), numbered(case, "1", "23", "24"))


def test_sunday_market_with_six_lines(root: Path) -> None:
    """All six clauses of the example of Liffiton and Sakallah (2008)."""
    case = opened(root, "sunday-market", ["six-lines"])
    blockers, openings = collisions(case)
    assert blockers == numbered(case, "12", "134", "156")
    assert openings == numbered(case, "1", "235", "236", "245", "246")
