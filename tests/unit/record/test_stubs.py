"""From confirmed statements to stubs: who wants what, which lines stand, and what makes none."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case.faults import CaseError
from detente.case.folder import read_case, write_case
from detente.case.model import Case, Strength
from detente.case.statements import Stance
from detente.record.decision import Verb
from detente.record.reading_file import ReadingFile
from detente.record.span import Span
from detente.record.statement import DraftStatement
from detente.record.stubs.additions import tables_with
from detente.record.stubs.case_file import title_of
from detente.record.stubs.gathered import OUTLET, gather
from detente.record.stubs.made import add_to, additions_to, put_additions, put_case, stubs_of
from detente.record.stubs.skeleton import skeleton_of
from tests.readings import DRAFTS, decided, reading, reading_file

ALL = tuple(decided(name, Verb.ACCEPT) for name in ("d1", "d2", "d3"))
PATROLS = decided("d4", Verb.CORRECT, issue="patrols")


def made_case(folder: Path, *files: ReadingFile) -> Case:
    """The skeleton of these readings, as a case folder reads it."""
    put_case(stubs_of(files, title="Talks", titles={"bridge": "The bridge"}), folder)
    return read_case(folder)


def confirmed(*drafts: DraftStatement) -> ReadingFile:
    """A reading of these drafts, all of them confirmed."""
    file = replace(reading_file(), reading=reading(drafts=drafts))
    return replace(file, decisions=tuple(decided(one.id, Verb.ACCEPT) for one in drafts))


def test_a_skeleton_is_a_case_that_reads(tmp_path: Path) -> None:
    case = made_case(tmp_path / "case", reading_file(*ALL, PATROLS))
    assert (case.title, case.as_of) == ("Talks", "2025-03-14")
    assert [party.id for party in case.parties] == ["arvania", "beltova"]
    assert [issue.title for issue in case.issues] == ["The bridge", "Harbour", "Patrols"]
    assert [option.id for option in case.issue("bridge").options] == [
        "as-arvania-accepts",
        "what-beltova-rejects",
    ]
    assert case.issue("bridge").options[0].needs == "if the guns fall silent"
    assert {line.text for line in case.red_lines} == {
        "not bridge = what-beltova-rejects",
        "not harbour = what-arvania-rejects",
    }
    lines = {line.party: line for line in case.red_lines}
    assert lines["arvania"].strength is Strength.STRONG
    assert lines["beltova"].statements == ("s3",)
    assert not any(party.preference.is_stated for party in case.parties)


def test_values_are_comments_that_a_case_takes_in(tmp_path: Path) -> None:
    made = stubs_of([reading_file(*ALL, PATROLS)], title="Talks", titles={})
    text = made.files["case.toml"]
    head, _, wishes = text.partition(
        "# ---------------------------------------------------------------- what each"
    )
    blocks = [
        line.removeprefix("# ")
        for line in wishes.splitlines()
        if line.startswith("# [parties") or "value =" in line
    ]
    assert len(blocks) == 8
    put_case(
        replace(made, files={**made.files, "case.toml": head + "\n".join(blocks) + "\n"}), tmp_path / "case"
    )
    figure = read_case(tmp_path / "case").party("beltova").preference.values["patrols"]["as-beltova-demands"]
    assert (figure.low, figure.high, figure.statements) == (Fraction(0), Fraction(1), ("s4",))


def test_a_demand_waits_for_a_why() -> None:
    text = stubs_of([reading_file(PATROLS)], title="Talks", titles={}).files["case.toml"]
    assert '# rule = "patrols = as-beltova-demands"' in text
    assert '# why = "..."' in text
    assert "\n[[red_lines]]" not in text


@pytest.mark.parametrize("verb", [Verb.DOUBT, Verb.REJECT, Verb.UNDO])
def test_what_is_not_confirmed_makes_no_stub(verb: Verb) -> None:
    made = stubs_of([reading_file(decided("d1", Verb.ACCEPT), decided("d2", verb))], title="T", titles={})
    assert [stub.id for stub in made.skeleton.issues] == ["bridge"]
    assert len(made.gathered.statements) == (2 if verb is Verb.DOUBT else 1)
    with pytest.raises(CaseError, match="no confirmed statement"):
        stubs_of([reading_file(decided("d2", verb))], title="T", titles={})
    with pytest.raises(CaseError, match="is no title"):
        stubs_of([reading_file(*ALL)], title="a\nb", titles={})


def test_a_party_that_speaks_of_every_option_is_ranked(tmp_path: Path) -> None:
    both = (
        replace(DRAFTS[2], id="d1", party="beltova", issue="bridge"),
        replace(DRAFTS[3], id="d2", party="beltova", issue="bridge"),
    )
    case = made_case(tmp_path / "case", confirmed(*both))
    ranking = case.party("beltova").preference.option_rankings
    assert ranking == {"bridge": ("as-beltova-demands", "what-beltova-rejects")}


def test_an_issue_on_which_all_is_rejected_is_left_a_way_out(tmp_path: Path) -> None:
    two = (replace(DRAFTS[1], id="d1", issue="bridge"), replace(DRAFTS[2], id="d2"))
    case = made_case(tmp_path / "case", confirmed(*two))
    assert [option.id for option in case.issue("bridge").options][-1] == "otherwise"


def test_an_order_is_suggested_where_not_all_is_placed() -> None:
    at_start = replace(DRAFTS[3], issue="bridge")
    three = (
        DRAFTS[0],
        replace(DRAFTS[2], id="d2"),
        replace(DRAFTS[3], id="d3", issue="bridge"),
        replace(at_start, id="d4", content=Span(0, 12), quote="BRIDGE TALKS", stance=Stance.THREAT),
        replace(DRAFTS[3], id="d5", content=Span(0, 6), quote="BRIDGE", stance=Stance.CLAIM, issue="fish"),
        replace(DRAFTS[3], id="d6", content=Span(7, 12), quote="TALKS", party="media", issue="bridge"),
    )  # fmt: skip
    made = stubs_of([confirmed(*three)], title="T", titles={})
    text = made.files["case.toml"]
    assert "suggest this order, best first: as-beltova-demands, what-beltova-rejects" in text
    assert 'triggers = ["s2"]' in text
    assert "# Spoken of, with no demand" in text
    assert "without a party at the table" in text
    assert [one.stance for one in made.skeleton.issues[0].threats] == [Stance.THREAT]
    assert list(made.skeleton.aside) == ["fish"]


def test_the_same_statement_in_two_articles_is_kept_twice_and_said() -> None:
    first = reading_file(*ALL)
    other = reading("Elsewhere: " + "x" * 300, (replace(DRAFTS[1], content=Span(0, 30)),))
    second = ReadingFile(
        reading=replace(other, source=replace(other.source, published_on="2025-03-10", outlet="")),
        decisions=(decided("d2", Verb.ACCEPT),),
    )
    found = gather([first, second])
    assert [source.id for source in found.sources] == ["bridge-talks", "bridge-talks-2"]
    assert found.sources[0].outlet == OUTLET
    assert found.same == {"s1": ("s3",), "s3": ("s1",)}
    notes = {one.id: one.note for one in found.statements}
    assert notes["s3"] == "also s1 (bridge-talks)"
    assert len(found.statements) == 4


def test_ids_that_the_record_has_are_not_given_again() -> None:
    held = gather([reading_file(ALL[0])]).statements
    found = gather([reading_file(ALL[1])], statements=held)
    assert [one.id for one in found.statements] == ["s2"]


def test_an_article_that_was_read_twice_is_one_source() -> None:
    found = gather([reading_file(ALL[0]), reading_file(*ALL)])
    assert len(found.sources) == 1
    assert [one.id for one in found.statements] == ["s1", "s2", "s3"]
    assert found.held == 1


def test_cells_are_fit_for_a_table(tmp_path: Path) -> None:
    strange = replace(
        DRAFTS[2],
        quote="the\x0boffer",
        speaker="Tomas\nReyk",
        via=("a; b",),
        party="Bel tova",
        issue="The Bridge",
    )
    made = replace(reading_file(), reading=reading(drafts=(strange,)))
    source = replace(made.reading.source, url="ftp://x.test", note="n")
    made = replace(made, reading=replace(made.reading, source=source), decisions=(ALL[2],))
    case = made_case(tmp_path / "case", made)
    (one,) = case.statements
    assert (one.quote, one.start, one.speaker) == ("the offer", None, "Tomas Reyk")
    assert (one.via, one.party, one.issue) == (("a, b",), "bel-tova", "the-bridge")
    assert "control characters" in one.note
    assert case.sources[0].note == "n found at ftp://x.test"


def test_conditions_of_statements_keep_their_ids() -> None:
    bound = (replace(DRAFTS[1], condition_of=("d1", "d4")), DRAFTS[0])
    found = gather([replace(reading_file(*ALL[:2]), reading=reading(drafts=(*bound, *DRAFTS[2:])))])
    assert {one.id: one.condition_of for one in found.statements}["s2"] == ("s1",)


def test_a_case_gets_the_rows_and_only_them(root: Path, tmp_path: Path) -> None:
    case = read_case(root / "cases/ukraine-2025-03")
    file = reading_file(
        decided("d1", Verb.CORRECT, party="russia", issue="nato"),
        decided("d3", Verb.CORRECT, party="ukraine", issue="nato"),
        decided("d2", Verb.CORRECT, party="beltova"),
    )
    folder = write_case(case, tmp_path / "case")
    before = (folder / "statements.csv").read_text(encoding="utf-8")
    made = additions_to(case, [file], titles={}, tables={"statements.csv": before})
    put_additions(made, tmp_path / "beside")
    text = (tmp_path / "beside" / "additions.toml").read_text(encoding="utf-8")
    assert '# rule = "not nato = OPTION"' in text
    assert "its options: path, moratorium, ruled-out" in text
    assert "[parties.beltova]" in text
    assert "[issues.harbour]" in text
    assert "[issues.nato]" not in text
    add_to(folder, made)
    after = read_case(folder)
    assert [one.id for one in after.statements][-3:] == ["s1", "s2", "s3"]
    assert (folder / "statements.csv").read_text(encoding="utf-8").startswith(before)
    assert after.statements[-2].party == "other"
    assert after.statements[-2].note == "party beltova is none of this case"
    assert after.red_lines == case.red_lines
    again = additions_to(after, [file], titles={}, tables={})
    assert (again.gathered.statements, again.gathered.held) == ((), 3)


def test_rows_that_do_not_fit_leave_the_case_as_it_was(root: Path, tmp_path: Path) -> None:
    folder = write_case(read_case(root / "cases/ukraine-2025-03"), tmp_path / "case")
    (folder / "sources").mkdir()
    made = additions_to(read_case(folder), [reading_file(ALL[1])], titles={}, tables={})
    (folder / "sources" / "bridge-talks.txt").write_text("another text", encoding="utf-8")
    before = (folder / "statements.csv").read_bytes()
    with pytest.raises(CaseError) as caught:
        add_to(folder, made)
    assert all(str(folder) in fault.file for fault in caught.value.faults)
    assert (folder / "statements.csv").read_bytes() == before


def test_a_table_without_a_column_is_written_anew(root: Path) -> None:
    case = read_case(root / "cases/ukraine-2025-03")
    gathered = gather([reading_file(ALL[1])], statements=case.statements, sources=case.sources)
    short = "id,source_id,quote,stance,review"
    tables = tables_with(case, gathered, {"statements.csv": short, "sources.csv": ""})
    assert tables["statements.csv"].startswith("id,source_id,via,")
    wide = tables["statements.csv"].removesuffix("\n")
    assert (
        tables_with(case, replace(gathered, statements=()), {"statements.csv": wide})["statements.csv"]
        == wide
    )


def test_titles_are_known_or_spelled_out() -> None:
    assert title_of("foreign-troops", {"foreign-troops": "Troops"}) == "Troops"
    assert title_of("foreign-troops", {}) == "Foreign troops"
    assert skeleton_of(()).issues == ()
