"""What would change our mind, as JSON and as a table of CSV."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import TYPE_CHECKING

from detente.views.challenge_words import conclusion_words, turned_words
from detente.views.csv_text import csv_row
from detente.views.json_text import json_chunks
from detente.views.solve_json import case_shape

if TYPE_CHECKING:
    from detente.assess.challenge import Challenge
    from detente.assess.reversal import Challenged, Reversal

FORMAT = 1

Shape = dict[str, object]


def challenge_json(found: Challenge) -> Iterator[str]:
    """The JSON text, in pieces."""
    return json_chunks(
        {
            "format": FORMAT,
            "detente": found.version,
            "case": case_shape(found.case),
            "seed": str(found.effort.seed),
            "draws": found.effort.draws,
            "candidates": [{"package": dict(each.package), "names": each.names} for each in found.candidates],
            "conclusions": [_challenged(found, one) for one in found.conclusions],
            "notes": found.case.notes,
        }
    )


def challenge_csv(found: Challenge) -> Iterator[str]:
    """One row for each figure of each reversal, and one for each conclusion that nothing turns.

    Columns: ``conclusion``, ``candidate`` (place from 0), ``yes``, ``found``, ``reversal`` (from 1),
    ``size``, ``place``, ``low``, ``high``, ``value``, ``lines`` (with ``;`` between).
    """
    heads = ("conclusion", "candidate", "yes", "found", "reversal", "size", "place", "low", "high")
    yield csv_row((*heads, "value", "lines"))
    for one in found.conclusions:
        known = one.conclusion
        place = "" if known.candidate is None else known.candidate
        first = (known.id, place, str(known.yes).lower(), one.found)
        if not one.reversals:
            yield csv_row((*first, *[""] * 7))
        for number, each in enumerate(one.reversals, 1):
            size, lines = repr(float(each.size)), ";".join(each.lines)
            if each.lines or each.run:
                where = f"instruments.{each.run}" if each.run else ""
                yield csv_row((*first, number, size, where, "", "", "", lines))
            for move in each.moves:
                figure = move.input.figure
                ends = (repr(float(end)) for end in (figure.low, figure.high, move.value))
                yield csv_row((*first, number, size, move.input.place, *ends, lines))


def _challenged(found: Challenge, one: Challenged) -> Shape:
    known = one.conclusion
    return {
        "id": known.id,
        "about": known.about,
        "candidate": known.candidate,
        "said": conclusion_words(found, known),
        "yes": known.yes,
        "margin": None if isinf(one.margin) else float(one.margin),
        "found": one.found,
        "turned": turned_words(found.case, one),
        "reversals": [_reversal(each) for each in one.reversals],
        "inputs": len(known.inputs),
        "tried": one.tried,
    }


def _reversal(each: Reversal) -> Shape:
    return {
        "size": float(each.size),
        "keeps": float(each.keeps),
        "margin": None if isinf(each.margin) else float(each.margin),
        "lines": each.lines,
        "run": each.run,
        "instead": None if each.instead is None else dict(each.instead),
        "moves": [
            {
                "place": move.input.place,
                "low": float(move.input.figure.low),
                "high": float(move.input.figure.high),
                "value": float(move.value),
                "why": move.input.figure.why,
                "statements": move.input.figure.statements,
            }
            for move in each.moves
        ],
    }
