"""check, new, convert, brief, explain and the bare ``detente CASE``, each doing its work."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from detente.accept.answer import Answer
from detente.case.folder import essence, read_case
from detente.cli.glossary import glossary
from detente.report import brief as report
from tests.command import detente

CASE = """format = 1
[case]
title = "A ford"
[issues.ford]
title = "The ford"
options.open = "Open"
options.shut = "Shut"
[issues.toll]
title = "The toll"
options.none = "None"
options.some = "Some"
[parties.up]
title = "Upstream"
reservation = 0.4
weights = { ford = 1, toll = 1 }
values.ford = { open = 1, shut = 0 }
values.toll = { none = 1, some = 0 }
[parties.down]
title = "Downstream"
[[red_lines]]
id = "up-open"
party = "up"
rule = "ford = open"
strength = "strong"
why = "a test"
"""


@pytest.fixture
def ford(tmp_path: Path) -> Path:
    folder = tmp_path / "ford"
    folder.mkdir()
    (folder / "case.toml").write_text(CASE)
    return folder


# ---------------------------------------------------------------- check


def test_a_new_case_has_no_faults(tmp_path: Path) -> None:
    assert detente("new", tmp_path / "well").code == 0
    ran = detente("check", tmp_path / "well")
    assert (ran.code, ran.err) == (0, "")
    assert "No faults" in ran.out.splitlines()[-1]


def test_a_line_that_its_own_party_would_cross_is_a_warning(ford: Path) -> None:
    ran = detente("check", ford)
    (told,) = [line for line in ran.out.splitlines() if "up-open" in line]
    assert told == (
        f"{ford / 'case.toml'}: red_lines.up-open: the best package beyond this line is worth 0.5 to "
        "Upstream, more than no deal (0.4), so its numbers alone would accept it. "
        "Try: other values or a fallback, or leave it if the line is one of principle."
    )


def test_warnings_are_a_finding_only_when_asked_for(ford: Path, root: Path) -> None:
    assert detente("check", ford).code == 0
    assert detente("check", ford, "--check").code == 1
    assert detente("check", root / "cases/sunday-market", "--check").code == 0


def test_faults_of_overlays_are_found_without_asking_for_them(ford: Path) -> None:
    (ford / "overlays").mkdir()
    (ford / "overlays" / "other.toml").write_text('format = 1\ntitle = "Other"\n[issues.frod]\ntitle = "x"\n')
    ran = detente("check", ford)
    assert ran.code == 2
    assert str(ford / "overlays" / "other.toml") in ran.err
    assert detente("solve", ford).code == 0


# ---------------------------------------------------------------- new


def test_new_writes_the_title_and_tells_the_files(tmp_path: Path) -> None:
    ran = detente("new", tmp_path / "h", "--title", 'The "harbour"')
    assert ran.out.splitlines() == [
        str(path) for path in sorted((tmp_path / "h").rglob("*")) if path.is_file()
    ]
    assert "'detente check" in ran.err
    assert tomllib.loads((tmp_path / "h" / "case.toml").read_text())["case"]["title"] == 'The "harbour"'
    assert detente("new", tmp_path / "q", "--quiet").err == ""
    assert detente("new", tmp_path / "r", "--title", "").code == 2


# ---------------------------------------------------------------- convert


def test_a_case_comes_back_from_every_format_with_its_answer(root: Path, tmp_path: Path) -> None:
    barter = root / "cases" / "bill-and-jack"
    wanted = detente("solve", barter, "--json").json
    for name in ("geniusweb", "negmas", "case"):
        assert detente("convert", barter, tmp_path / name, "--to", name).code == 0
        found = detente("solve", tmp_path / name, "--json").json
        assert [point["gain"] for point in found["solutions"]["nash"]] == [{"bill": 12.0, "jack": 5.0}]  # type: ignore[index]  # a table
        assert found["frontier"]["size"] == wanted["frontier"]["size"]  # type: ignore[index]  # a table


def test_convert_to_a_case_keeps_the_case(root: Path, tmp_path: Path) -> None:
    ukraine = root / "cases/ukraine-2025-03"
    ran = detente("convert", ukraine, tmp_path / "copy", "--to", "case", "--overlay", "analyst")
    assert essence(read_case(tmp_path / "copy")) == essence(read_case(ukraine, ["analyst"]))
    assert "Note: Written as it stands with these overlays: analyst." in ran.out
    assert "Note: These overlays are not written: de-facto, later-talks." in ran.out


def test_what_other_programs_cannot_hold_is_said(ford: Path, tmp_path: Path) -> None:
    (ford / "case.toml").write_text(
        CASE.replace('title = "Downstream"', 'title = "Downstream"\nweights.ford = 1\nweights.toll = 1')
    )
    ran = detente("convert", ford, tmp_path / "out", "--to", "negmas")
    assert ran.code == 0
    assert re.search(r"Note: .*[Rr]ed lines", ran.out)
    assert str(tmp_path) not in "".join(path.read_text() for path in (tmp_path / "out").iterdir())


# ---------------------------------------------------------------- brief


def test_the_brief_goes_where_it_is_asked_to(
    ford: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = detente("brief", ford)
    assert (ran.code, ran.out) == (0, "ford-brief.html\n")
    page = (tmp_path / "ford-brief.html").read_text(encoding="utf-8")
    assert "A ford" in page
    ran = detente("brief", ford, "-o", tmp_path / "b.html", "--quiet")
    assert (ran.out, ran.err) == (f"{tmp_path / 'b.html'}\n", "")
    assert "A ford" in detente("brief", ford, "-o", "-").out


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("дело", "дело-brief.html"),
        ("война", "война-brief.html"),
        ("मामला", "मामला-brief.html"),
        ("North & South (2)", "North-South-2-brief.html"),
        (".v1.2_b", "v1.2_b-brief.html"),
        ("&", "case-brief.html"),
        ("é" * 127, "é" * 100 + "-brief.html"),
    ],
)
def test_the_brief_is_named_after_the_folder_in_any_script(
    ford: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, file: str
) -> None:
    folder = ford.rename(tmp_path / name)
    monkeypatch.chdir(folder)
    assert detente("brief", ".", "--public").out == f"{file}\n"
    assert (folder / file).is_file()


def test_the_brief_holds_every_reading_but_private_ones_in_public(
    ford: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[list[str], bool]] = []

    def seen(
        answer: Answer, *, readings: Sequence[Answer] = (), study: object = None, public: bool = False
    ) -> str:
        assert study is not None
        assert not any(overlay.applied for overlay in answer.case.overlays)
        applied = [[known.id for known in other.case.overlays if known.applied] for other in readings]
        given.append(([name for (name,) in applied], public))
        return "<p>"

    monkeypatch.setattr(report, "render_brief", seen)
    (ford / "overlays").mkdir()
    for name, private in (("house", "true"), ("other", "false")):
        (ford / "overlays" / f"{name}.toml").write_text(
            f'format = 1\ntitle = "{name}"\nprivate = {private}\n'
        )
    target = tmp_path / "b.html"
    assert detente("brief", ford, "-o", target).code == 0
    assert detente("brief", ford, "-o", target, "--public").code == 0
    assert given == [(["house", "other"], False), (["other"], True)]
    ran = detente("brief", ford, "-o", target, "--public", "--overlay", "house")
    assert ran.code == 2
    assert "--overlay house: this overlay is private" in ran.err


# ---------------------------------------------------------------- explain


def test_a_term_is_found_by_any_of_its_names() -> None:
    told = {
        detente("explain", *name.split()).out for name in ("Red Line", "red-line", "RED_LINES", "red lines")
    }
    assert len(told) == 1
    assert told.pop().splitlines()[1].startswith("A condition of a party")


def test_the_glossary_is_whole() -> None:
    terms = glossary()
    names = [name for term in terms.values() for name in (term.name, *term.aka)]
    plain = [re.sub("[-_ ]+", " ", name.lower()) for name in names]
    assert len(terms) >= 25
    assert sorted({name for name in plain if plain.count(name) > 1}) == []
    for term in terms.values():
        assert term.plain.endswith(".")
        assert term.source.endswith(".")
        assert set(term.see) <= terms.keys()
        assert term.name not in term.see
        assert re.search(r"\d{4}|convention of Detente", term.source), term.name


@pytest.mark.parametrize(
    "name",
    [
        "draft", "status quo", "single negotiating text", "objection", "remedy", "logroll",
        "package", "red line", "reservation", "blocker", "opening", "pareto frontier", "nash", "egalitarian",
        "kalai-smorodinsky", "utilitarian", "agreement space", "structural rule", "rule", "consent", "held",
        "fallback", "centroid", "ratio bounds", "disagreement", "ties", "grid", "inert", "judgement",
        "overlay", "interaction", "exact", "mus", "mcs", "zopa", "batna", "roc", "robustness", "draw", "seed",
        "acceptability", "rank acceptability", "central weights", "total index", "score interval",
        "likelihood", "proposal", "candidate", "chance",
    ],
)  # fmt: skip
def test_these_terms_are_known(name: str) -> None:
    assert detente("explain", name).code == 0


def test_the_rule_language_is_shown_with_examples() -> None:
    told = detente("explain", "rule").out.splitlines()
    assert "  guards <= 20    guards >= 10           on an issue with a range" in told


# ---------------------------------------------------------------- detente CASE


def test_a_case_alone_tells_what_it_has_lacks_and_what_comes_next(ford: Path) -> None:
    ran = detente(ford)
    assert ran.code == 0
    assert re.search(r"^issues +2, with 4 options$", ran.out, re.MULTILINE)
    assert "- No preferences of Downstream: efficiency and solutions leave them out." in ran.out
    assert "- No statements: nothing in the case can be traced to what a party said." in ran.out
    assert f"  detente solve {ford}\n" in ran.out


def test_what_is_missing_in_an_imported_domain(root: Path, tmp_path: Path) -> None:
    assert detente("convert", root / "cases/bill-and-jack", tmp_path / "b", "--to", "geniusweb").code == 0
    told = detente(tmp_path / "b").out
    assert "- No red lines: only reservations can keep a package from being acceptable." in told
    assert "No statements" not in told
    assert f"  detente convert {tmp_path / 'b'} FOLDER --to case\n" in told


def test_what_is_not_stated_and_not_reviewed_is_missing(ford: Path) -> None:
    text = CASE.replace("reservation = 0.4\n", "").replace('party = "up"', 'party = "down"')
    (ford / "case.toml").write_text(text)
    (ford / "statements.csv").write_text(
        "id,source_id,quote,stance,review\ns1,q,some words,demand,unreviewed\n", encoding="utf-8"
    )
    (ford / "sources.csv").write_text("id,outlet\nq,A paper\n", encoding="utf-8")
    told = detente(ford).out
    assert "- No reservation of Upstream: any package counts as acceptable in value." in told
    assert "- 1 statement not reviewed: none of them can carry a red line." in told


def test_the_commands_can_be_copied_from_a_narrow_terminal(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    folder = root / "cases" / "ukraine-2025-03"
    assert f"  detente solve {folder} --overlay analyst\n" in detente(folder, to_terminal=True).out


def test_a_folder_with_a_space_is_quoted(ford: Path, tmp_path: Path) -> None:
    ford.rename(tmp_path / "a ford")
    assert f"  detente solve '{tmp_path / 'a ford'}'\n" in detente(tmp_path / "a ford").out


def test_a_folder_named_like_a_verb_takes_a_path(
    ford: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ford.rename(tmp_path / "solve")
    monkeypatch.chdir(tmp_path)
    assert "A ford" in detente("./solve").out
    assert detente("solve").code == 2
