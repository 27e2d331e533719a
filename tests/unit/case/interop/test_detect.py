"""A folder's format follows from its files' endings and, where those are not enough, from words in them."""

from pathlib import Path

import pytest

from detente.case.interop import Format, detect_format, read_domain
from detente.errors import InputError

GENIUS, GENIUSWEB, NEGMAS = "<negotiation_template/>", '{"issuesValues": {}}', "type: OutcomeSpace"


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"a.xml": ""}, Format.GENIUS),
        ({"a.XML": ""}, Format.GENIUS),
        ({"a.json": ""}, Format.GENIUSWEB),
        ({"a.yaml": ""}, Format.NEGMAS),
        ({"a.xml": GENIUS, "stats.json": "{}", "_info.yaml": "a: 1"}, Format.GENIUS),
        ({"a.xml": "<project/>", "b.json": GENIUSWEB}, Format.GENIUSWEB),
        ({"a.json": "{}", "b.yml": NEGMAS}, Format.NEGMAS),
        ({"readme.txt": GENIUS, ".hidden.xml": GENIUS, "b.yml": ""}, Format.NEGMAS),
    ],
)
def test_formats(tmp_path: Path, files: dict[str, str], kind: Format) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert detect_format(tmp_path) is kind


def test_several_formats_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(GENIUS)
    (tmp_path / "b.json").write_text(GENIUSWEB)
    with pytest.raises(
        InputError, match=r"files of several formats: genius, geniusweb\. Try: a folder for each"
    ):
        read_domain(tmp_path)


def test_a_folder_without_any_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no domain: no file ends in"):
        read_domain(str(tmp_path))
    (tmp_path / "a.xml").mkdir()
    with pytest.raises(InputError, match="no domain: no file ends in"):
        detect_format(tmp_path)


@pytest.mark.parametrize("path", ["missing", "file", "nul\0"])
def test_what_is_no_folder_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be read as a folder"):
        detect_format(tmp_path / path)


def test_what_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xml").write_text(GENIUS)
    (tmp_path / "b.json").write_text(GENIUSWEB)

    def locked(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(InputError, match="files of several formats"):
        detect_format(tmp_path)
    (tmp_path / "a.xml").unlink()
    with pytest.raises(InputError, match=r"b\.json: cannot be read \(Permission denied\)"):
        read_domain(tmp_path)
