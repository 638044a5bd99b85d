"""Which reader takes a file, and what is said of one that none takes."""

from __future__ import annotations

import pickle
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from parsers.readers import UnreadableSource, read, read_bytes, sniff
from parsers.readers.errors import unreadable
from schemas.vocabulary_files import vocabulary


def archive(*members: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for member in members:
            target.writestr(member, "x" * 100)
    return buffer.getvalue()


SAMPLES = {
    "docx": archive("[Content_Types].xml", "word/document.xml"),
    "xlsx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "ofd": archive("OFD.xml", "Doc_0/Document.xml"),
    "zip": archive("通报.txt"),
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "html": "\n<!DOCTYPE html><html><body>青禾区</body></html>".encode(),
    "mhtml": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
    "rtf": b"{\\rtf1\\ansi x}",
    "image": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "gzip": b"\x1f\x8b\x08\x00" + bytes(30),
    "rar": b"Rar!\x1a\x07\x00" + bytes(30),
    "binary": bytes(range(256)) * 8,
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_format_that_is_not_read_is_named_in_both_languages(kind: str) -> None:
    words = vocabulary("unreadable")
    looks = words["looks_like"][kind]
    hint = words["format_hints"][looks["hint"]]
    with pytest.raises(UnreadableSource) as caught:
        read_bytes(SAMPLES[kind], "a.txt")
    error = caught.value
    assert looks["en"] in error.reason_en
    assert looks["zh"] in error.reason_zh
    assert error.hint == (hint["en"], hint["zh"])


def test_what_to_do_follows_from_the_format() -> None:
    def hint(kind: str) -> str:
        with pytest.raises(UnreadableSource) as caught:
            read_bytes(SAMPLES[kind], "a.txt")
        return caught.value.hint_zh

    # A picture that is printed to PDF is still a picture: to export it would not help.
    assert "导出" in hint("docx")
    assert "导出" not in hint("image")
    assert "解压" in hint("zip")


def test_the_suffix_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    path.write_text("青禾区关于政务公开情况的通报\n", "utf-8")
    assert read(path).pages[0].lines[0].text == "青禾区关于政务公开情况的通报"


def test_html_in_utf16_and_behind_a_comment_is_html() -> None:
    assert sniff("\ufeff<html>青禾</html>".encode("utf-16-le")) == "html"
    assert sniff(b"<!-- saved --><table><tr></tr></table>") == "html"


def test_a_truncated_docx_is_still_called_a_docx() -> None:
    assert sniff(SAMPLES["docx"][:250]) == "docx"


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", bytes(64)])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="empty"):
        read_bytes(data, "a.txt")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnreadableSource, match="cannot be opened"):
            read(path)


def test_the_exception_crosses_processes() -> None:
    error = unreadable("a.pdf", "scan", pages=4)
    again = pickle.loads(pickle.dumps(error))
    assert (again.path, again.reason, again.hint) == (error.path, error.reason, error.hint)


def test_every_reason_has_both_languages() -> None:
    words = dict(vocabulary("unreadable"))
    for entry in words.pop("looks_like").values():
        assert set(entry) == {"en", "zh", "hint"}
    for named in (words.pop("format_hints"), words.pop("system_errors")):
        assert all(set(entry) == {"en", "zh"} for entry in named.values())
    for entry in words.values():
        assert set(entry) == {"reason_en", "reason_zh", "hint_en", "hint_zh"}


def test_a_pdf_whose_head_and_tail_are_damaged_is_no_text() -> None:
    data = (Path(__file__).parents[3] / "samples/fault-total-2022/notice.pdf").read_bytes()
    damaged = data.replace(b"%PDF-", b"%PXF-").replace(b"startxref", b"startXref")
    assert sniff(damaged) == "pdf"
    assert sniff("各单位：endobj 是 PDF 的一个词。endobj".encode()) == "text"


def test_a_text_that_speaks_of_pdf_is_a_text() -> None:
    assert sniff("附件为 %PDF-1.7 格式的，请转换后再报送。".encode()) == "text"
    assert sniff("附件为 %PDF-1.7 格式的。\n1 0 obj\n<<>>\nendobj\n".encode()) == "pdf"
    assert sniff(b"\xef\xbb\xbf\r\n%PDF-1.7\n") == "pdf"


def test_an_archive_of_pdfs_is_an_archive() -> None:
    pdf = (Path(__file__).parents[3] / "samples/fault-total-2022/notice.pdf").read_bytes()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a.pdf", pdf)
        made.writestr("b.pdf", pdf)
    assert sniff(buffer.getvalue()) == "zip"
