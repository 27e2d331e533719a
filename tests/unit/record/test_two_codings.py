"""The two codings of the annotated texts agree as the page on them says."""

import csv
from pathlib import Path

import pytest

from detente.record.score.figures import kappa

LABELS = ("issue", "stance", "conditional")


def rows(root: Path, half: str) -> list[dict[str, str]]:
    with (root / "tests" / "texts" / "codings.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["half"] == half]


@pytest.mark.parametrize(
    ("half", "first", "second", "same", "kappas"),
    [("tuned", 121, 116, 113, (0.97, 0.87, 0.87)), ("held", 114, 114, 110, (0.96, 0.90, 0.96))],
)
def test_agreement_before_adjudication(
    root: Path, half: str, first: int, second: int, same: int, kappas: tuple[float, ...]
) -> None:
    told = rows(root, half)
    both = [row for row in told if row["overlap"]]
    assert sum(bool(row["stance"]) for row in told) == first
    assert sum(bool(row["stance_again"]) for row in told) == second
    assert len(both) == same
    assert all(row["party"] == row["party_again"] for row in both)
    found = [kappa([(row[label], row[f"{label}_again"]) for row in both]) for label in LABELS]
    assert tuple(round(value or 0, 2) for value in found) == kappas
    page = " ".join((root / "docs" / "background" / "record.md").read_text(encoding="utf-8").split())
    assert f"(F1 {2 * same / (first + second):.2f})" in page
    assert all(f"{value:.2f}" in page for value in kappas)


def test_every_annotated_statement_has_its_first_coding(root: Path) -> None:
    for half in ("tuned", "held"):
        texts = {file.stem for file in (root / "tests" / "texts" / half).glob("*.json")}
        assert {row["text"] for row in rows(root, half)} == texts
