"""Every verb has help, an example and a place in the reference; help costs little."""

import os
import re
import resource
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from detente.cli.verbs import OVERVIEW, VERBS, group
from docs.generate import REFERENCE, pages
from tests.command import detente

BUDGET_SECONDS = 0.3
COMMANDS = [*VERBS, OVERVIEW]


def command_of(verb: str) -> click.Command:
    command = group.get_command(click.Context(group), verb)
    assert command is not None
    return command


@pytest.mark.parametrize("page", sorted(pages()))
def test_the_reference_is_what_is_generated(page: str) -> None:
    assert (REFERENCE / page).read_text(encoding="utf-8") == pages()[page], "run 'make docs'"


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_command_is_documented_with_an_example(verb: str) -> None:
    command = command_of(verb)
    name = "detente CASE" if verb == OVERVIEW else f"detente {verb}"
    page = (REFERENCE / "command-line.md").read_text(encoding="utf-8")
    assert command.help
    assert len(command.help) > 40
    assert f"\n## {name}\n" in page
    assert command.epilog
    examples = re.findall(r"^  (detente .*)$", command.epilog, re.MULTILINE)
    assert examples
    for example in examples:
        words = shlex.split(re.split(" && | > ", example)[0])[1:]
        assert words[: verb != OVERVIEW] == [verb][: verb != OVERVIEW]
        command.make_context(verb, words[verb != OVERVIEW :], resilient_parsing=True)


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_option_says_what_it_does(verb: str) -> None:
    options = [param for param in command_of(verb).params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []
    shared = {"--json", "--output"} if verb == OVERVIEW else {"--json"}
    assert shared <= {name for option in options for name in option.opts}


@pytest.mark.parametrize("words", [(), ("--help",), *((verb, "--help") for verb in VERBS)])
def test_help_is_no_error(words: tuple[str, ...]) -> None:
    ran = detente(*words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: detente")


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"detente, version \d+\.\d+.*\n", detente("--version").out)


def test_help_stays_within_its_budget() -> None:
    """In time of the processor, which does not hang on what else the machine does."""

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    times = []
    for _ in range(3):
        start = spent()
        command = [sys.executable, "-c", "from detente.cli import main; main()", "--help"]
        subprocess.run(command, check=True, capture_output=True)
        times.append(spent() - start)
    assert min(times) < BUDGET_SECONDS


@pytest.mark.parametrize("words", [["--help"], ["solve", "--help"], ["explain", "nash"], ["slove"]])
def test_words_alone_load_no_numbers(words: list[str]) -> None:
    code = (
        "import sys\nfrom detente.cli import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'scipy', 'pysat', 'rich', 'lark', 'yaml', 'numba'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_completion_knows_the_verbs(tmp_path: Path) -> None:
    script = tmp_path / "detente"
    script.write_text("from detente.cli import main; main()")
    environment = {
        **os.environ,
        "_DETENTE_COMPLETE": "bash_complete",
        "COMP_WORDS": "detente so",
        "COMP_CWORD": "1",
    }
    run = subprocess.run(
        [sys.executable, script], env=environment, capture_output=True, text=True, check=False
    )
    assert "plain,solve" in run.stdout
