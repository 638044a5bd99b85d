"""Print in fonts that are not in the file is read alike on every machine; no figure is real."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import ImageFont
from pypdfium2._helpers import sysfontinfo

from parsers.pdfium import stand_in_font as stand_in
from parsers.pdfium.objects import pages
from parsers.pdfium.stand_in_font import no_fonts_of_the_machine, stand_in_font

ROOT = Path(__file__).resolve().parents[2]
TEXT = "复设率共12分"
CODES = range(0x1234, 0x1234 + len(TEXT))


def _pdf(objects: dict[int, bytes], content: bytes) -> bytes:
    """Return a file of one page whose font ``F1`` is object 5."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        4: _stream(content),
        **objects,
    }
    file, places = b"%PDF-1.4\n", []
    for number in range(1, max(objects) + 1):
        places.append(len(file))
        file += b"%d 0 obj%sendobj\n" % (number, objects.get(number, b" null "))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    ending = b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (size, len(file))
    return file + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + ending


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


def _one_by_one(codes: list[bytes]) -> bytes:
    """Draw every character by itself."""
    shows = (b"1 0 0 1 %d 200 Tm <%s> Tj" % (40 + 12 * i, code) for i, code in enumerate(codes))
    return b"BT /F1 12 Tf %s ET" % b" ".join(shows)


def _to_unicode() -> bytes:
    pairs = "".join(
        f"<{code:04X}> <{ord(char):04X}>\n" for code, char in zip(CODES, TEXT, strict=True)
    )
    return _stream(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(TEXT)} beginbfchar\n{pairs}endbfchar endcmap end end"
        ).encode()
    )


def _composite(encoding: bytes, name: bytes, ordering: bytes, *, is_mapped: bool = False) -> Any:
    """Return the objects of a composite font that is not embedded (ISO 32000-1, 9.7)."""
    mapped = b"/ToUnicode 8 0 R" if is_mapped else b""
    return {
        5: b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/%s/DescendantFonts[6 0 R]%s>>"
        % (name, encoding, mapped),
        6: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(%s)/Supplement 0>>/DW 1000/FontDescriptor 7 0 R>>" % (name, ordering),
        7: b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -140 1000 860]/Ascent 860"
        b"/Descent -140/ItalicAngle 0/CapHeight 700/StemV 80>>" % name,
        8: _to_unicode() if is_mapped else b" null ",
    }


GBK = [char.encode("gbk").hex().encode() for char in TEXT]
UNICODE = [b"%04X" % ord(char) for char in TEXT]
MAPPED = [b"%04X" % code for code in CODES]
FILES = {
    "GBK": (_composite(b"GBK-EUC-H", b"#CB#CE#CC#E5", b"GB1"), GBK),
    "UTF-16": (_composite(b"UniGB-UTF16-H", b"STSong-Light", b"GB1"), UNICODE),
    "glyphs of GB1": (_composite(b"Identity-H", b"SimSun", b"GB1", is_mapped=True), MAPPED),
    "glyphs of a font": (_composite(b"Identity-H", b"SimSun", b"Identity", is_mapped=True), MAPPED),
    "a subset": (_composite(b"Identity-H", b"ABCDEF+FZ", b"Identity", is_mapped=True), MAPPED),
}


def _read(data: bytes) -> str:
    return "".join(page.text for page in pages(data))


@pytest.mark.parametrize("font", FILES)
def test_print_drawn_one_by_one_in_a_font_that_is_not_embedded_is_read_whole(font: str) -> None:
    objects, codes = FILES[font]
    assert _read(_pdf(objects, _one_by_one(codes))) == TEXT


def test_characters_stand_as_far_apart_as_the_file_says() -> None:
    objects, codes = FILES["UTF-16"]
    (page,) = pages(_pdf(objects, b"BT /F1 12 Tf 1 0 0 1 40 200 Tm <%s> Tj ET" % b"".join(codes)))
    assert [(glyph.text, glyph.x0, glyph.x1) for glyph in page.glyphs] == [(TEXT, 40, 40 + 12 * 7)]


def test_columns_drawn_in_one_go_with_wide_spaces_between_them_are_parted() -> None:
    objects, _ = FILES["UTF-16"]
    shown = b"".join(b"%04X" % ord(char) for char in "得分　　88")
    (page,) = pages(_pdf(objects, b"BT /F1 12 Tf 1 0 0 1 40 200 Tm <%s> Tj ET" % shown))
    places = [(glyph.text, glyph.x0) for glyph in page.glyphs if not glyph.is_blank]
    assert places == [("得分", 40), ("88", 88)]


def test_a_standard_font_keeps_the_widths_that_pdfium_knows() -> None:
    font = {5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
    (page,) = pages(_pdf(font, b"BT /F1 10 Tf 1 0 0 1 40 200 Tm (iW) Tj ET"))
    first, last = page.glyphs[0], page.glyphs[-1]
    assert (first.x0, round(last.x1 - 40, 2)) == (40, round(10 * (0.222 + 0.944), 2))


def test_every_character_but_the_spaces_has_a_box() -> None:
    font = ImageFont.truetype(BytesIO(stand_in_font()), 100)
    assert font.getbbox("字") == font.getbbox("。") == font.getbbox("𠀀")
    assert font.getbbox("8") == font.getbbox("A")
    for char in "8字𠀀":
        left, top, right, bottom = font.getbbox(char)
        assert right - left > 40, char
        assert bottom - top > 60, char
    for space in (" ", "\u3000"):
        assert not font.getmask(space).getbbox()


class Other(pypdfium2.PdfSysfontBase):  # type: ignore[misc]
    """What another part of the program tells pdfium of fonts."""


@pytest.fixture
def other() -> Iterator[Any]:
    handler = Other()
    handler.setup(reusable=True)
    yield handler
    handler.close(reusable=True)


def test_who_told_pdfium_of_fonts_before_is_asked_again_after_a_page_was_read(other: Any) -> None:
    objects, codes = FILES["GBK"]
    run = pages(_pdf(objects, _one_by_one(codes)))
    assert next(run).text == TEXT
    assert pypdfium2.PdfSysfontBase.SINGLETON is other
    run.close()  # type: ignore[attr-defined]
    assert _read(_pdf(objects, _one_by_one(codes))) == TEXT
    assert pypdfium2.PdfSysfontBase.SINGLETON is other


def test_a_page_is_drawn_alike_before_and_after_it_was_read(tmp_path: Path) -> None:
    """In a process of its own: in this one pages have been read."""
    objects, codes = FILES["UTF-16"]
    (tmp_path / "page.pdf").write_bytes(_pdf(objects, _one_by_one(codes)))
    code = (
        "import sys; from pathlib import Path\n"
        "from parsers.pdfium import images, objects, stand_in_font\n"
        "data = Path(sys.argv[1]).read_bytes()\n"
        "before = images.page_image(data, 1, 72).pixels\n"
        "assert [page.text for page in objects.pages(data)] == [sys.argv[2]]\n"
        "assert images.page_image(data, 1, 72).pixels == before\n"
        "with stand_in_font.no_fonts_of_the_machine():\n"
        "    assert images.page_image(data, 1, 72).pixels != before\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "page.pdf"), TEXT]
    subprocess.run(command, check=True, cwd=ROOT)


def test_reading_logs_nothing_of_fonts(caplog: pytest.LogCaptureFixture) -> None:
    objects, codes = FILES["GBK"]
    with caplog.at_level(logging.INFO):
        assert [_read(_pdf(objects, _one_by_one(codes))) for _ in range(3)] == [TEXT] * 3
    assert [record.message for record in caplog.records if "font" in record.message.lower()] == []


def test_print_is_read_whole_where_pdfium_asks_no_machine_for_fonts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Refusing:
        @property
        def raw(self) -> None:
            raise pypdfium2.PdfiumError("No default FPDF_SYSFONTINFO available")

    objects, codes = FILES["GBK"]
    with no_fonts_of_the_machine():
        pass
    pypdfium2.PdfSysfontBase.SINGLETON.close(reusable=True)
    with monkeypatch.context() as patch:
        patch.setattr(sysfontinfo, "_DefaultSysfontInfo", Refusing())
        stand_in._handlers.cache_clear()
        for _ in range(2):
            assert _read(_pdf(objects, _one_by_one(codes))) == TEXT
            assert pypdfium2.PdfSysfontBase.SINGLETON is None
    stand_in._handlers.cache_clear()
    with no_fonts_of_the_machine():
        pass
    assert pypdfium2.PdfSysfontBase.SINGLETON is not None


def test_an_error_while_reading_leaves_the_fonts_of_the_machine_to_others(other: Any) -> None:
    with pytest.raises(OSError, match="broken"), no_fonts_of_the_machine():
        assert pypdfium2.PdfSysfontBase.SINGLETON is not other
        raise OSError("broken")
    assert pypdfium2.PdfSysfontBase.SINGLETON is other
