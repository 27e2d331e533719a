"""Articles in any encoding; what is no text is refused with a way out."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.record import article as module
from detente.record.article import ArticleError, decoded_article, open_article

TEXT = "“Ні,” said Олена.\r\nEnd\n"


@pytest.mark.parametrize(
    ("data", "encoding", "given"),
    [
        (TEXT.encode(), "utf-8", ""),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", ""),
        (TEXT.encode("utf-16"), "utf-16-le", ""),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", ""),
        (TEXT.encode("utf-32"), "utf-32-le", ""),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16", "utf-16"),
        (TEXT.encode("cp1251"), "cp1251", "cp1251"),
    ],
)
def test_a_text_is_the_same_however_it_was_written(data: bytes, encoding: str, given: str) -> None:
    found = decoded_article(data, file="a.txt", encoding=given)
    assert (found.text, found.encoding) == (TEXT, encoding)
    assert found.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(
    ("data", "said", "way"),
    [
        (b"caf\xe9", "byte 0xe9 is not UTF-8", "--encoding"),
        (b"\xff\xfea", "is not UTF-16-LE", "--encoding"),
        (b"a\0b", "a NUL", "UTF-8"),
        (b"%PDF-1.7", "a PDF", "save as a text file"),
        (b"PK\x03\x04xx", "a packed file", "saved as plain text"),
        (b"\xd0\xcf\x11\xe0", "an old office", "plain text"),
        (b"{\\rtf1", "rich text", "plain text"),
        (b"\x1f\x8b", "a packed file", "unpacked"),
        (b"\x89PNG\r\n", "a picture", "a text file"),
        (b"\xff\xd8\xff\xe0", "a picture", "a text file"),
        (b"\n<!DOCTYPE HTML><p>", "is a web page", "save it as a text file"),
        (b"<?xml version='1.0'?><html xmlns=''>", "is a web page", "text"),
        (b"<!-- x --><html>", "is a web page", "text"),
    ],
)
def test_what_is_no_text_is_refused_with_a_way_out(data: bytes, said: str, way: str) -> None:
    with pytest.raises(ArticleError) as caught:
        decoded_article(data, file="a.txt")
    (fault,) = caught.value.faults
    assert said in fault.message
    assert way in fault.hint
    assert fault.file == "a.txt"


@pytest.mark.parametrize("encoding", ["klingon", "base64", "utf-16", "a\0b", "idna"])
def test_an_encoding_that_is_none_or_the_wrong_one(encoding: str) -> None:
    with pytest.raises(ArticleError, match="cannot be read as"):
        decoded_article(b"abc", file="a.txt", encoding=encoding) if encoding != "idna" else decoded_article(
            b"\xff", file="a.txt", encoding=encoding
        )


def test_half_a_pair_is_no_text() -> None:
    with pytest.raises(ArticleError, match="surrogate"):
        decoded_article("\ud800".encode("utf-7"), file="a.txt", encoding="utf-7")


def test_a_web_page_quoted_in_a_text_is_text() -> None:
    assert decoded_article(b"He wrote <html>.", file="a").text == "He wrote <html>."
    assert decoded_article(b"", file="a").text == ""


def test_files_that_are_not_there_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        open_article(tmp_path / "none.txt")
    with pytest.raises(ArticleError, match="not a regular file"):
        open_article(tmp_path)
    monkeypatch.setattr(module, "BYTES_LIMIT", 3)
    (tmp_path / "a.txt").write_text("abcd")
    with pytest.raises(ArticleError, match="more than"):
        open_article(tmp_path / "a.txt")


@given(st.binary(max_size=40), st.sampled_from(["", "utf-16", "cp1252", "utf-7", "punycode", "rot13"]))
def test_any_bytes_are_a_text_or_refused(data: bytes, encoding: str) -> None:
    try:
        found = decoded_article(data, file="a.txt", encoding=encoding)
    except ArticleError as error:
        assert all(fault.hint for fault in error.faults)  # noqa: PT017 - both ways are right here
    else:
        found.text.encode("utf-8")
        assert "\0" not in found.text
