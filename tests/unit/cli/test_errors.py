"""Whatever goes wrong: a line for each fault with a way out, exit code 2, nothing half-written."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.case import entry
from detente.cli import options, output
from tests.command import Ran, detente

DETENTE = [sys.executable, "-c", "from detente.cli import main; main()"]
FULL = Path("/dev/full")


@pytest.fixture
def market(root: Path) -> str:
    return str(root / "cases" / "sunday-market")


def refused(ran: Ran) -> str:
    """The one line that a refusal prints."""
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert " Try: " in ran.err
    return ran.err.strip()


def start(*words: str, stdout: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*DETENTE, *words], stdout=stdout, stderr=subprocess.PIPE)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("slove x", "detente: there is no verb 'slove', and no folder of that name. Try: 'detente solve'."),
        ("zzzzzz", "there is no verb 'zzzzzz', and no folder of that name. Try: a case folder, or one"),
        ("solve x --jsn", "detente solve: there is no option '--jsn'. Try: '--json'."),
        ("solve x -z", "detente solve: there is no option '-z'. Try: 'detente solve --help'."),
        ("--quiet x", "no option '--quiet'. Try: 'detente VERB CASE --quiet': options stand"),
        ("--frobnicate", "detente: there is no option '--frobnicate'. Try: 'detente --help'."),
        ("solve", "detente solve: CASE is missing. Try: 'detente solve [OPTIONS] CASE'."),
        ("convert x", "detente convert: FOLDER is missing. Try: "),
        ("solve x -o", "detente solve: option '-o' requires an argument. Try: 'detente solve --help'."),
        ("solve x y", "detente solve: got unexpected extra argument (y). Try: 'detente solve --help'."),
        ("solve x --check=1", "detente solve: option '--check' does not take a value. Try: "),
        ("solve x --disagreement reservd", "--disagreement: no convention 'reservd'. Try: 'reserved'."),
        ("convert x y --to negms", "--to: no format that can be written 'negms'. Try: 'negmas'."),
        ("convert x y --to xml", "one of case, geniusweb, negmas, web-annotation, prov, dna."),
        ("explain paretto", "detente explain: there is no term 'paretto'. Try: 'pareto'."),
        ("explain zzz", "detente explain: there is no term 'zzz'. Try: 'detente explain' for the list."),
        ("solve nowhere", "nowhere: there is no such folder. Try: "),
        ("nowhere/", "nowhere: there is no such folder. Try: "),
        ("check nowhere", "nowhere: there is no such folder. Try: "),
        ("brief nowhere", "nowhere: there is no such folder. Try: "),
        ("convert nowhere y --to case", "nowhere: there is no such folder. Try: "),
    ],
)  # fmt: skip
def test_misuse_names_a_way_out(
    words: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told in refused(detente(*words.split()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", ["solve", "check", "brief", None])
def test_all_faults_of_a_folder_are_named_at_once(verb: str | None, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(
        """format = 1
[case]
titel = "x"
[parties.a]
title = "A"
reservation = nan
[issues.i]
title = "I"
options.x = "X"
[[red_lines]]
id = "l"
party = "b"
rule = "i = y"
why = "w"
strength = "strong"
"""
    )
    words = [verb, tmp_path] if verb else [tmp_path]
    ran = detente(*words)
    lines = ran.err.splitlines()
    assert ran.code == 2
    assert ran.out == ""
    assert len(lines) >= 4
    assert all(line.startswith(str(tmp_path / "case.toml")) for line in lines)
    told = detente(*words, "--json")
    error = told.json["error"]
    assert isinstance(error, dict)
    assert told.err == ran.err
    assert len(error["problems"]) == len(lines)
    assert error["message"].endswith(f"(the first of {len(lines)} problems)")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("case.toml", b"format = 1\n[case\n"),
        ("case.toml", b"\xff\xfe\x00\x01" * 40),
        ("case.toml", b""),
        ("domain.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        ("domain.json", b"[[[["),
        ("domain.yml", b"issues: [1, 2"),
        ("notes.txt", b"hello"),
    ],
)
def test_files_that_are_no_case_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    for verb in ("solve", "check", "brief"):
        ran = detente(verb, tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert str(tmp_path) in ran.err
        assert "Traceback" not in ran.err


def test_an_unknown_overlay_names_the_nearest(root: Path) -> None:
    told = refused(detente("solve", root / "cases/ukraine-2025-03", "--overlay", "analist"))
    assert "Try: 'analyst'" in told


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("verb", ["solve", "check", "brief"])
def test_a_target_that_cannot_be_is_refused_before_any_work(
    market: str, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the case was read")

    monkeypatch.setattr(entry, "open_case", never)
    (tmp_path / "file").write_text("x")
    for target, told in [
        (tmp_path / "no" / "out", f"there is no folder '{tmp_path / 'no'}'. Try: 'mkdir -p"),
        (tmp_path, "is a folder, not a file"),
        (tmp_path / "file" / "out", f"'{tmp_path / 'file'}' is a file"),
    ]:
        assert f"{target}: " in refused(detente(verb, market, "-o", target))
        assert told in refused(detente(verb, market, "-o", target))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "(permission denied)" in refused(detente(verb, market, "-o", tmp_path / "file"))
    assert (tmp_path / "file").read_text() == "x"


@pytest.mark.parametrize("verb", ["solve", "check", "brief"])
def test_a_full_disk_leaves_the_old_file_and_no_other(
    market: str, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    target.write_text("the old content")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    told = refused(detente(verb, market, "-o", target))
    assert told.startswith(f"{target}: cannot be written (no space left on device). Try: ")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert target.read_text() == "the old content"


def test_an_error_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("the old content")
    ran = detente("solve", tmp_path / "nowhere", "--json", "-o", target)
    assert ran.code == 2
    assert "error" in ran.json
    assert target.read_text() == "the old content"


def test_a_target_keeps_its_rights_and_its_links(market: str, tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert detente("solve", market, "-o", link).code == 0
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "A market on Sunday" in real.read_text()


def test_devices_and_the_dash_are_written_to_as_they_are(market: str) -> None:
    assert detente("solve", market, "-o", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()
    assert detente("solve", market, "-o", "-").out == detente("solve", market).out


def test_a_new_folder_must_be_new(market: str, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    for words in (["new", tmp_path], ["convert", market, tmp_path, "--to", "case"], ["demo", tmp_path]):
        told = refused(detente(*words))
        assert told.startswith(f"{tmp_path}: ")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


# ---------------------------------------------------------------- the system


def test_what_the_system_refuses_is_told_like_the_rest(market: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "secret/case.toml")

    monkeypatch.setattr(entry, "open_case", denied)
    told = refused(detente("solve", market))
    assert told.startswith("secret/case.toml: cannot be used (permission denied). Try: ")
    error = detente("solve", market, "--json").json["error"]
    assert isinstance(error, dict)
    assert (error["code"], error["where"]) == ("system", "secret/case.toml")


def test_too_little_memory_is_told(market: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(entry, "open_case", greedy)
    assert "there is not enough memory" in refused(detente("solve", market))


def test_an_interrupt_is_no_traceback(market: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "open_case", stopped)
    ran = detente("solve", market)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.strip() == "detente: interrupted; nothing is left half-written"


def test_a_reader_that_goes_away_is_no_error(root: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    process = start("solve", str(root / "cases/ukraine-2025-03"), "--json", stdout=write)
    os.close(write)
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        "--help", "solve --help", "--version", "slove --json", "check nowhere --json", "solve nowhere --json",
        "new case.toml --json", "convert . there --to nonsense --json",
    ],
)  # fmt: skip
def test_nobody_is_told_of_an_error_when_nobody_reads(words: str, both: bool, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text("x")
    read, write = os.pipe()
    os.close(read)
    process = subprocess.Popen(
        [*DETENTE, *words.split()], stdout=write, stderr=write if both else subprocess.PIPE, cwd=tmp_path
    )
    os.close(write)
    _, err = process.communicate()
    assert (process.returncode, err or b"") == (141, b"")


def test_errors_reach_a_reader_who_is_there(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    process = subprocess.Popen(
        [*DETENTE, "check", "nowhere", "--json"], stdout=subprocess.PIPE, stderr=write, cwd=tmp_path
    )
    os.close(write)
    out, _ = process.communicate()
    assert process.returncode == 141
    assert "nowhere" in json.loads(out)["error"]["where"]


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 141, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "standard output: cannot be written (no space"),
    ],
)  # fmt: skip
def test_standard_output_that_fails(
    market: str, monkeypatch: pytest.MonkeyPatch, error: OSError, code: int, told: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(output, "_to_stdout", fails)
    ran = detente("solve", market)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(told)


def test_standard_output_may_be_a_text_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    words = io.StringIO()
    monkeypatch.setattr(sys, "stdout", words)
    output.write_result(["a", "b"], None, is_data=True)
    assert words.getvalue() == "ab"
    monkeypatch.setattr(sys, "stdout", None)
    output.write_result(["a"], None, is_data=False)


@pytest.mark.parametrize("word", ["a\0b", "\0"])
def test_a_nul_is_no_name(word: str) -> None:
    assert "there is no verb" in refused(detente(word))
    assert detente("solve", word).code == 2
    assert detente("new", word).code == 2
    assert detente("demo", word).code == 2
    assert detente("solve", "x", "-o", word).code == 2


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_full_standard_output_is_told(market: str) -> None:
    with FULL.open("wb") as full:
        process = start("solve", market, stdout=full.fileno())
        _, err = process.communicate()
    assert process.returncode == 2
    assert err.decode().startswith("standard output: cannot be written (no space left on device). Try: ")
    assert err.count(b"\n") == 1


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", ["--help", "brief --help", "--version", "check nowhere --json"])
def test_help_and_errors_too_name_the_standard_output_that_is_full(words: str, tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        run = subprocess.run(
            [*DETENTE, *words.split()],
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False,
        )  # fmt: skip
    *faults, last = run.stderr.splitlines()
    assert run.returncode == 2
    assert last.startswith("standard output: cannot be written (no space left on device). Try: ")
    assert [fault.split(":")[0] for fault in faults] == ["nowhere"] * words.count("nowhere")


def test_json_and_csv_exclude_each_other() -> None:
    assert refused(detente("solve", "x", "--csv", "-q", "--check")).startswith("x: there is no such folder")
    for words in (["--json", "--csv"], ["--csv", "--json"]):
        ran = detente("solve", "x", *words)
        assert ran.code == 2
        assert ran.err.startswith("detente solve: --json and --csv exclude each other. Try: ")
        error = ran.json["error"]
        assert isinstance(error, dict)
        assert error["code"] == "usage"


def test_a_closed_standard_output_is_no_traceback(market: str) -> None:
    script = f"exec {sys.executable} -c 'from detente.cli import main; main()' solve '{market}' >&-"
    run = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_a_name_that_is_no_text_stands_in_valid_json(tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")
    run = subprocess.run([*DETENTE, "solve", odd, "--json"], capture_output=True, check=False)
    assert run.returncode == 2
    assert "/caf" in json.loads(run.stdout)["error"]["where"]


def test_options_with_a_wrong_value_are_checked_by_one_rule() -> None:
    check = options.one_of(("a", "b"), "letter")
    assert callable(check)
    assert detente("solve", "x", "--disagreement", "").code == 2


def test_what_would_steer_a_terminal_is_told_as_an_escape(tmp_path: Path) -> None:
    odd: dict[str, object] = {
        "type": "Feature",
        "id": "a\x1b]0;title\x07",
        "properties": {},
        "geometry": None,
    }
    path = tmp_path / "odd.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [odd]}), encoding="utf-8")
    told = detente("line", "--control", str(path), "--regions", str(path), to_terminal=True).err
    assert "\x1b" not in told
    assert "feature a\\x1b]0;title\\x07: has no geometry." in told
