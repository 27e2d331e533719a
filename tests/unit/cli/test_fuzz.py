"""Whatever is typed and whatever lies in a folder: no traceback, an exit code that is documented."""

import contextlib
import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.cli.verbs import VERBS
from tests.command import Ran, detente

WORDS = st.one_of(
    st.sampled_from(
        [
            *VERBS, "--json", "--csv", "--check", "-o", "-q", "--overlay", "--to", "case", "negmas",
            "--public", "--disagreement", "reserved", "--help", "--version", "--", "-", "", "here",
            "here/case.toml", ".", "nowhere", "overview", "--title", "nash",
            "--draws", "--seed", "--workers", "--package", "--from", "--changes", "--lines", "5", "1", "-1",
        ]
    ),
    st.text(st.characters(exclude_characters="/"), max_size=12),
    st.text("-abcdefghijklmnopqrstuvwxyz=./\\\x00\n", max_size=8).filter(lambda word: word[:1] != "/"),
)  # fmt: skip
NAMES = ["case.toml", "statements.csv", "sources.csv", "overlays/o.toml", "a.xml", "b.json", "c.yml", "x.txt"]
LINES = st.sampled_from(
    [
        "format = 1", "[case]", 'title = "T"', "[parties.a]", "[parties.b]", "[issues.i]", 'options.x = "X"',
        'options.y = "Y"', "reservation = 0.5", "reservation = nan", "weights.i = [3, 1]", "values.i.x = 1",
        "[[red_lines]]", 'id = "l"', 'party = "a"', 'rule = "i = x"', 'rule = "i ="', 'why = "w"',
        'strength = "strong"', "range = { from = 0, to = 5, step = 1 }", "id,source_id,quote,stance,review",
        "s1,q,words,demand,confirmed", "<negotiation_template>", "<utility_space>", '{"issuesValues": {}}',
        "issues: []", "&a [*a]", "\x00", "[[[[", "\ufeff", "= =",
    ]
)  # fmt: skip
CONTENT = st.one_of(
    st.binary(max_size=60), st.lists(LINES, max_size=14).map(lambda some: "\n".join(some).encode())
)


def sound(ran: Ran) -> None:
    assert ran.code in {0, 1, 2}
    assert "Traceback" not in ran.err
    if ran.code == 2:
        assert ran.err.strip()


@given(st.lists(WORDS, max_size=6))
@settings(max_examples=150)
def test_no_words_give_a_traceback(words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "here"
        here.mkdir()
        (here / "case.toml").write_text("format = 1\n")
        with contextlib.chdir(folder), patch("detente.cli.bundled.bundled_case", return_value=here):
            sound(detente(*words))


@given(
    st.dictionaries(st.sampled_from(NAMES), CONTENT, max_size=4),
    st.sampled_from(["solve", "robust", "check", "brief", None]),
    st.sampled_from([(), ("--json",), ("--overlay", "o")]),
)
@settings(max_examples=150)
def test_no_folder_gives_a_traceback(
    files: dict[str, bytes], verb: str | None, options: tuple[str, ...]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "here"
        for name, content in files.items():
            (here / name).parent.mkdir(parents=True, exist_ok=True)
            (here / name).write_bytes(content)
        target = ("-o", Path(folder) / "out") if verb else ()
        few = ("--draws", "20") if verb in {"robust", "brief"} else ()
        ran = detente(*([verb] if verb else []), here, *options, *few, *target)
        sound(ran)
        left = {path.name for path in Path(folder).iterdir()} - {"here"}
        assert left == ({"out"} if ran.code != 2 and target else set())
