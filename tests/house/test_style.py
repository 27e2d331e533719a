"""House rules that no linter knows: sizes, names, frozen nouns, plain words, no trace of anybody's machine.

Each rule is a function from a text to the places that break it, so that it can be shown to catch a breach.
"""

import ast
import dataclasses
import importlib
import io
import pkgutil
import re
import subprocess
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import detente

Rule = Callable[[str], list[str]]

LINES_AT_MOST = 330
MOST_BY_POSITION = 3
VAGUE = frozenset({"common", "helper", "helpers", "manager", "misc", "processor", "util", "utils"})

# The patterns are written so that they do not match themselves.
PRIVATE = {
    "a path of somebody's machine": r"(?<![\w./:-])/(?:home|root|tmp|Users|work)/\w",
    "a Windows path": r"\b[A-Za-z]:\\Users\b",
    "a registry host": r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|deb[.]debian[.]org|anaconda[.]",
    "an issue number": r"\b(?i:issues?|fix(?:es|ed)?|close[sd]?|see|PR|GH)[ -]?#\d",
    "a note that only its writer can read": r"\b(?:COMMON|DESIGN|STYLE)[.]md\b",
}
HURRIED = re.compile(r"\b(simply|obviously|just(?! (?:and|peace)\b))\b", re.IGNORECASE)
EXCEPTION = r"#\s*(?:noqa(?::[ \w,]*)?|type: ignore(?:\[[\w, -]*\])?|pragma: no (?:cover|branch))"
UNREASONED = re.compile(EXCEPTION + r"\s*$")


def too_long(text: str) -> list[str]:
    """A file holds one idea: it ends before it grows past the limit."""
    lines = text.count("\n")
    return [f"{lines} lines, more than {LINES_AT_MOST}"] if lines > LINES_AT_MOST else []


def undocumented_module(text: str) -> list[str]:
    """A module says what it is about."""
    return [] if ast.get_docstring(ast.parse(text)) else ["no module docstring"]


def vague_names(text: str) -> list[str]:
    """No class or function is named after nothing in particular."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            words = re.findall(r"[A-Z]?[a-z]+", node.name)
            found += [f"{node.lineno}: {node.name}" for word in words if word.lower() in VAGUE]
    return found


def loose_nouns(text: str) -> list[str]:
    """Public nouns are frozen, slotted dataclasses, made by keyword if they have more than three fields."""
    nouns = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]
    public = [noun for noun in nouns if not noun.name.startswith("_")]
    faults = [(noun, lacking(noun, mark)) for noun in public for mark in noun.decorator_list]
    return [f"{noun.lineno}: {noun.name} lacks {', '.join(lacks)}" for noun, lacks in faults if lacks]


def lacking(noun: ast.ClassDef, mark: ast.expr) -> list[str]:
    """What a class decorator lacks to make the class a noun of the house; nothing if it is no dataclass."""
    call = mark if isinstance(mark, ast.Call) else None
    if ast.unparse(call.func if call else mark).rpartition(".")[2] != "dataclass":
        return []
    fields = sum(isinstance(part, ast.AnnAssign) for part in noun.body)
    wanted = {"frozen", "slots"} | ({"kw_only"} if fields > MOST_BY_POSITION else set())
    given = {word.arg for word in call.keywords if ast.unparse(word.value) == "True"} if call else set()
    return sorted(wanted - given)


def through_the_front_door(text: str) -> list[str]:
    """A room imports other rooms by name, never through the package's short list of public names."""
    return [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.ImportFrom) and node.module == "detente")
        or (isinstance(node, ast.Import) and any(name.name == "detente" for name in node.names))
    ]


def prose_of(text: str) -> Iterator[tuple[int, str]]:
    """The docstrings and comments of a module, each with its line; other strings may be data."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield getattr(node, "lineno", 1), ast.get_docstring(node) or ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def hurried_prose(text: str) -> list[str]:
    """No docstring or comment tells the reader that something is easy."""
    return [f"{line}: {match[0]}" for line, prose in prose_of(text) for match in HURRIED.finditer(prose)]


def hurried_page(text: str) -> list[str]:
    """The same for a page of Markdown."""
    lines = enumerate(text.splitlines(), 1)
    return [f"{number}: {match[0]}" for number, line in lines for match in HURRIED.finditer(line)]


def unreasoned_exceptions(text: str) -> list[str]:
    """Each exception to a linter, type checker or coverage has its reason beside it."""
    return [f"{line}: {prose}" for line, prose in prose_of(text) if UNREASONED.match(prose)]


def private_traces(text: str) -> list[str]:
    """Nothing in the repository depends on where, or in whose hands, it was written."""
    return [
        f"{text.count(chr(10), 0, match.start()) + 1}: {kind}: {match[0]}"
        for kind, pattern in PRIVATE.items()
        for match in re.finditer(pattern, text)
    ]


def python_files(root: Path, *folders: str) -> list[Path]:
    """The Python files of the folders that exist."""
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def kept_files(root: Path) -> list[Path]:
    """All files that git keeps or would keep; without git, all but what .gitignore's tools leave behind."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        run = subprocess.run(listing, cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        hidden = re.compile(r"/(?:\.venv|\.git|\.[a-z]+_cache|__pycache__|\.hypothesis|htmlcov|dist|build)/")
        return [
            path
            for path in root.rglob("*")
            if path.is_file() and not hidden.search(f"/{path.relative_to(root)}")
        ]
    return [path for name in run.stdout.split("\0") if name and (path := root / name).is_file()]


def breaches(root: Path, files: list[Path], rule: Rule) -> list[str]:
    """Every place in the files that breaks the rule; files that are no text are passed over."""
    found = []
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(root)}: {place}" for place in rule(text)]
    return found


SOURCE_RULES = [too_long, undocumented_module, vague_names, loose_nouns, through_the_front_door]
CODE_RULES = [hurried_prose, unreasoned_exceptions]


@pytest.mark.parametrize("rule", SOURCE_RULES)
def test_source_keeps_the_rule(root: Path, rule: Rule) -> None:
    files = python_files(root, "src")
    assert files
    assert breaches(root, files, rule) == []


@pytest.mark.parametrize("rule", CODE_RULES)
def test_all_code_keeps_the_rule(root: Path, rule: Rule) -> None:
    assert breaches(root, python_files(root, "src", "tests", "bench", "docs"), rule) == []


def test_no_file_is_named_after_nothing_in_particular(root: Path) -> None:
    paths = [path.relative_to(root) for path in python_files(root, "src", "tests", "bench", "docs")]
    assert [str(path) for path in paths if VAGUE & {*path.stem.split("_"), *path.parent.parts}] == []


def test_pages_are_plain_prose(root: Path) -> None:
    pages = [path for path in kept_files(root) if path.suffix == ".md"]
    assert pages
    assert breaches(root, pages, hurried_page) == []


def test_the_repository_holds_no_trace_of_a_machine(root: Path) -> None:
    files = [path for path in kept_files(root) if path.suffix != ".lock"]
    assert files
    assert breaches(root, files, private_traces) == []


FROZEN = "frozen=True, slots=True"
THREE = "class A:\n  w: int\n  x: int\n  y: int"
FOUR = f"{THREE}\n  z: int"


@pytest.mark.parametrize(
    ("rule", "breach", "fine"),
    [
        (too_long, "x = 1\n" * (LINES_AT_MOST + 1), "x = 1\n" * LINES_AT_MOST),
        (undocumented_module, "x = 1", '"""What x is."""\nx = 1'),
        (vague_names, "class DealManager: ...", "class Deal: ..."),
        (vague_names, "def common_parts(): ...", "def commonwealth(): ..."),
        (loose_nouns, "@dataclass\nclass A: ...", "@dataclass\nclass _A: ..."),
        (loose_nouns, f"@d.dataclass(slots=True)\n{THREE}", f"@d.dataclass({FROZEN})\n{THREE}"),
        (loose_nouns, f"@dataclass({FROZEN})\n{FOUR}", f"@dataclass({FROZEN}, kw_only=True)\n{FOUR}"),
        (through_the_front_door, "from detente import open_case", "from detente.case import open_case"),
        (through_the_front_door, "import detente", "import detente.case"),
        (hurried_prose, '"""Sim' + 'ply add."""', '"""Add."""\nx = "simply"'),
        (hurried_prose, "# ju" + "st add", "# a just and lasting peace"),
        (hurried_page, "This obvi" + "ously holds.", "This holds."),
        (unreasoned_exceptions, "x = 1  # no" + "qa: E501", "x = 1  # noqa: E501 - a table"),
        (unreasoned_exceptions, "x = 1  # ty" + "pe: ignore[misc]", "x = 1  # type: ignore[misc]  # untyped"),
        (unreasoned_exceptions, "x = 1  # pra" + "gma: no cover", "x = 1  # pragma: no cover - compiled"),
        (private_traces, "see /ho" + "me/ann/x", "see home/ann, https://x.test/home/ann"),
        (private_traces, "fixes iss" + "ue #12", "issue 3 takes option 2"),
        (private_traces, "Fixes " + "#12", "colour '#123456', [a link](#1-how-it-works)"),
        (private_traces, "from pypi" + ".org", "from a registry"),
    ],
)  # fmt: skip
def test_the_rule_catches_a_breach_and_nothing_else(rule: Rule, breach: str, fine: str) -> None:
    assert rule(breach) != []
    assert rule(fine) == []


def unexplained(module: str) -> list[str]:
    """The public classes and functions of a module without a docstring of their own."""
    room = importlib.import_module(module)
    found = []
    for name in getattr(room, "__all__", ()):
        value = getattr(room, name)
        generated = f"{name}("  # how a dataclass describes itself when nobody did
        if callable(value) and (not value.__doc__ or value.__doc__.startswith(generated)):
            found.append(f"{module}.{name}")
    return found


def test_each_public_name_says_what_it_means() -> None:
    modules = ["detente", *(info.name for info in pkgutil.walk_packages(detente.__path__, "detente."))]
    assert [name for module in modules for name in unexplained(module)] == []


def test_a_public_name_without_meaning_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    noun = dataclasses.make_dataclass("Deal", ["x"])
    monkeypatch.setattr(detente, "Deal", noun, raising=False)
    monkeypatch.setattr(detente, "__all__", ["Deal", "__version__"])
    assert unexplained("detente") == ["detente.Deal"]
    noun.__doc__ = "One option for each issue."
    assert unexplained("detente") == []
