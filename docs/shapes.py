"""The JSON shapes of the command line as JSON Schemas: the contract that tests hold the verbs to.

A verb's shape stands in ``docs/*_shape.py``; here they are brought together, with that of errors.
``docs/generate.py`` writes them as pages and as files. Every table is closed: a key that is not named is
a fault of the program. Keys are added with a new minor version; none changes its meaning within a format.
"""

from __future__ import annotations

from docs.assess_shape import ASSESS
from docs.case_shape import BRIEF, CHECK, CONVERT, DEMO, NEW, OVERVIEW
from docs.challenge_shape import CHALLENGE
from docs.enforce_shape import ENFORCE
from docs.explain_shape import EXPLAIN, TERMS
from docs.fetch_shape import FETCH_FIRMS
from docs.ledger_shape import LEDGER
from docs.line_shape import FETCH, LINE
from docs.plan_shape import PLAN
from docs.positions_shape import POSITIONS
from docs.propose_shape import PROPOSE
from docs.read_shape import DRAFTED, FETCH_DRAFTS, READ, REVIEW
from docs.robust_shape import ROBUST
from docs.schema import PROBLEM, Schema, rows, table, text
from docs.sequence_shape import SEQUENCE
from docs.solve_shape import SOLVE
from docs.stable_shape import STABLE
from docs.watch_shape import WATCH

ERROR = table(
    {
        "error": table(
            {
                "code": text("That of the one problem, or of all of them together."),
                "message": text("The first problem's, with the number of all where there are several."),
                "where": text("The first problem's file and place."),
                "try": text("The first problem's way out."),
                "problems": rows(PROBLEM, "All problems."),
            },
            "What went wrong.",
        )
    },
    "any verb under `--json`, with exit code 2; the plain lines go to standard error",
)

SHAPES: dict[str, Schema] = {
    "overview": OVERVIEW,
    "positions": POSITIONS,
    "solve": SOLVE,
    "robust": ROBUST,
    "stable": STABLE,
    "propose": PROPOSE,
    "line": LINE,
    "plan": PLAN,
    "assess": ASSESS,
    "challenge": CHALLENGE,
    "watch": WATCH,
    **LEDGER,
    "enforce": ENFORCE,
    "sequence": SEQUENCE,
    "fetch": FETCH,
    "fetch-firms": FETCH_FIRMS,
    "fetch-drafts": FETCH_DRAFTS,
    "read": READ,
    "review": REVIEW,
    "draft": DRAFTED,
    "check": CHECK,
    "new": NEW,
    "convert": CONVERT,
    "brief": BRIEF,
    "demo": DEMO,
    "explain": EXPLAIN,
    "terms": TERMS,
    "error": ERROR,
}
