"""What holds for every text: spaces, widths, page ends; children and parents drawn at random."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.statistics.speed_texts import sentences
from parsers.notice import parse
from parsers.readers import read_bytes
from schemas.document import Document, Line, Origin, Page
from schemas.notice import Relation, Statistic, Status
from schemas.places import Box, Span
from schemas.vocabulary_files import vocabulary

Read = Callable[..., tuple[Statistic, ...]]
SLOWLY = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    "text", ["甲局、乙局分别（含代办3个）1个、3个。", "分别（3个）1个3个", "分别<9分>5年十年"]
)
def test_a_bracket_with_a_number_between_a_cue_and_its_numbers_breaks_nothing(
    text: str, read: Read
) -> None:
    assert len(read(text)) >= 2


@pytest.mark.parametrize(
    "text", ["走访几十家企业。", "整改数十件。", "近几百家单位。", "培训数百人次。"]
)
def test_several_tens_are_no_number(text: str, read: Read) -> None:
    assert read(text) == ()


@pytest.mark.parametrize("text", ["整改总数十件。", "办理件数十件。", "检查十件。"])
def test_a_number_behind_a_word_for_number_is_one(text: str, read: Read) -> None:
    assert [s.value for s in read(text)] == [10]


# Children and parents drawn at random come back.

METRICS = ["受理群众来电", "公开政府信息", "排查安全隐患", "检查生产经营单位", "办理行政复议案件"]
UNITS = ["件", "条", "个", "处", "家", "万元"]
HOTLINES = {int(word) for word in vocabulary("masks")["words"]["hotlines"] if word.isdigit()}
KINDS = ["咨询类", "投诉类", "求助类", "建议类", "城市管理类", "住房保障类", "交通运输类"]


class Drawn(NamedTuple):
    """A whole and its parts, as they are told; sums in 万元 have two decimals."""

    metric: str
    unit: str
    total: int
    parts: list[tuple[str, int]]

    def number(self, value: int) -> str:
        return f"{value // 100}.{value % 100:02}" if self.unit == "万元" else str(value)

    def value(self, number: int) -> Decimal:
        return Decimal(100 * number if self.unit == "万元" else number)

    def amount(self, number: int) -> str:
        return self.number(number) + self.unit

    def listed(self, joint: str, *, with_unit: bool = True) -> str:
        show = self.amount if with_unit else self.number
        return joint.join(name + show(value) for name, value in self.parts)

    @property
    def whole(self) -> str:
        return self.metric + self.amount(self.total)


TEMPLATES: dict[str, Callable[[Drawn], str]] = {
    "brackets": lambda d: f"全年{d.whole}（{d.listed('，')}）。",
    "brackets, parts joined by 、": lambda d: f"全区{d.whole}（{d.listed('、')}），办结率98.5%。",
    "brackets without units": lambda d: f"全年{d.whole}（{d.listed('，', with_unit=False)}）。",
    "brackets behind a colon": lambda d: f"2022年，{d.whole}（其中：{d.listed('，')}）。",
    "其中": lambda d: f"全年{d.whole}，其中{d.listed('、')}。",
    "其中 with a comma": lambda d: f"全年{d.whole}，其中，{d.listed('，')}。",
    "其中 with 和": lambda d: f"全年{d.whole}，其中{_with_and(d)}。",
    "其中包括": lambda d: f"截至年底，{d.whole}，其中包括{d.listed('、')}。",
    "其中 in a new sentence": lambda d: f"全年{d.whole}。其中，{d.listed('，')}。",
    "其中 and semicolons": lambda d: f"全年{d.whole}，其中：{d.listed('；')}。",
    "a division": lambda d: f"全年{d.whole}。按类型分，{d.listed('，')}。",
    "a total behind its parts": lambda d: f"全年受理{d.listed('、')}，合计{d.amount(d.total)}。",
    "分别": lambda d: f"全年{d.whole}，其中{_names(d)}分别为{_values(d)}。",
}


def _with_and(drawn: Drawn) -> str:
    *first, last = drawn.listed("、").split("、")
    return "、".join(first) + "和" + last


def _names(drawn: Drawn) -> str:
    *first, last = [name for name, _ in drawn.parts]
    return "、".join(first) + "和" + last


def _values(drawn: Drawn) -> str:
    *first, last = [drawn.amount(value) for _, value in drawn.parts]
    return "、".join(first) + "和" + last


@st.composite
def wholes(draw: st.DrawFn) -> Drawn:
    values = st.lists(st.integers(1, 5000), min_size=2, max_size=6)
    # 119 without a unit is the number of the fire brigade, not of what is counted.
    parts = draw(values.filter(lambda found: sum(found) >= 10 and not HOTLINES & {*found}))
    names = draw(st.permutations(KINDS))[: len(parts)]
    return Drawn(
        draw(st.sampled_from(METRICS)),
        draw(st.sampled_from(UNITS)),
        sum(parts),
        list(zip(names, parts, strict=True)),
    )


@pytest.mark.parametrize("template", TEMPLATES)
@SLOWLY
@given(drawn=wholes())
def test_parts_drawn_at_random_come_back_with_their_whole(
    template: str, drawn: Drawn, read: Read
) -> None:
    text = TEMPLATES[template](drawn)
    everything = read(text)
    found = [s for s in everything if s.unit == drawn.unit[-1]]
    at = len(drawn.parts) if template == "a total behind its parts" else 0
    whole = found.pop(at)
    assert whole.value == drawn.value(drawn.total), text
    assert whole.status is Status.PROVED, text
    for part, (name, number) in zip(found, drawn.parts, strict=True):
        assert part.value == drawn.value(number), text
        assert (part.relation, part.status) == (Relation.PART_OF, Status.PROVED), text
        assert part.parent == everything.index(whole), text
        assert name in f"{part.metric} {part.subject}", text
        assert "其中" not in part.metric, text


def test_a_part_in_a_part_comes_back_with_the_part(read: Read) -> None:
    found = read("全年受理来电60件（咨询类45件（教育30件，医疗15件），投诉类15件）。")
    assert [s.value for s in found] == [60, 45, 30, 15, 15]
    assert [s.parent for s in found] == [None, 0, 1, 1, 0]
    assert {s.status for s in found} == {Status.PROVED}


def test_bare_numbers_that_share_a_unit_share_its_scale(read: Read) -> None:
    found = read("全年投入2.1万元（培训0.8，宣传1.3）；甲县、乙县罚款分别为1.5、2.4万元。")
    assert [s.value for s in found] == [21000, 8000, 13000, 15000, 24000]
    assert [s.status for s in found[:3]] == [Status.PROVED] * 3


def test_a_bare_number_beside_a_plain_count_has_no_scale(read: Read) -> None:
    found = read("共有站点146个（北片60，南片86）；甲县、乙县分别为1500、2.4万件。")
    assert [s.value for s in found] == [146, 60, 86, 1500, 24000]


def test_a_part_that_is_written_out_has_not_the_scale_of_its_whole(read: Read) -> None:
    found = read("全年受理2.1万件（咨询8000，投诉13000）。")
    assert [s.value for s in found] == [21000, 8000, 13000]
    assert {s.status for s in found} == {Status.PROVED}


def test_a_period_printed_in_full_width_is_the_same_period(read: Read) -> None:
    found = read("截至２０2３年底，受理3件。１至９月，受理2件。")
    assert [s.period for s in found] == ["2023年底", "2022年1至9月"]


def test_a_part_as_small_as_the_rounding_of_the_others_is_one_of_the_list(read: Read) -> None:
    found = read("全年投入100.00万元，其中培训60.00万元、宣传39.99万元、邮寄0.01万元。")
    assert [s.parent for s in found] == [None, 0, 0, 0]
    assert {s.status for s in found} == {Status.PROVED}


def test_values_drawn_at_random_seldom_add_up_by_chance(read: Read) -> None:
    chance = random.Random(2023)
    proved = 0
    for _ in range(60):
        for write in TEMPLATES.values():
            parts = [chance.randint(1, 400) for _ in range(chance.randint(2, 5))]
            names = list(zip(chance.sample(KINDS, len(parts)), parts, strict=True))
            drawn = Drawn(chance.choice(METRICS), "件", chance.randint(10, 999), names)
            if sum(parts) != drawn.total:
                proved += any(s.status is Status.PROVED for s in read(write(drawn)))
    # 780 texts; a part of a list that makes the whole by itself is the only way.
    assert proved <= 8


# Spaces, widths, page ends.

MENDED = (
    "全年共受理群众来电12.6万件，同比增长5.2%，办结率98.5%，其中咨询类3.1万件，占24.6%，投诉类、求助类分别为"
    "2.4万件和1.8万件；检查生产经营单位1860家（规上企业420家，小微企业1440家），排查隐患4213项，完成整改4108"
    "项，整改率97.5%，可办事项由120项增至150项，近九成单位完成整改，罚款356.8万元。"
)
HEAD = "青禾区人民政府办公室\n\n关于2023年政务热线工作情况的通报\n\n各街道，区直各单位：\n\n"


def _half(text: str | None) -> str | None:
    """Names keep their printed widths."""
    return None if text is None else unicodedata.normalize("NFKC", text)


def meaning(found: tuple[Statistic, ...]) -> list[object]:
    return [
        (
            s.value, s.value_high, s.unit, s.scale, s.kind, s.bound, _half(s.metric),
            _half(s.subject), s.period, _half(s.base), s.parent, s.relation, s.status,
            s.evidence, s.is_result,
        )
        for s in found
    ]  # fmt: skip


def parsed(text: str) -> tuple[Statistic, ...]:
    return parse(read_bytes(text.encode(), "notice.txt")).statistics


# Before its first comma a line between blank lines may as well be a heading: nothing is joined.
@pytest.mark.parametrize("place", range(MENDED.index("，") + 1, len(MENDED)))
def test_a_page_break_at_any_character_of_a_text_changes_nothing(place: int) -> None:
    cut = f"{HEAD}　　{MENDED[:place]}\n\n{MENDED[place:]}\n"
    assert meaning(parsed(cut)) == meaning(parsed(f"{HEAD}　　{MENDED}\n"))


def printed(text: str, columns: int, first_page: int) -> Document:
    """Print a text under a title on pages of lines of so many characters, ragged at no end."""
    rows = [(1, 200.0, 440.0, "关于2023年政务热线工作情况的通报"), (1, 56.0, 152.0, "区直各单位：")]
    body = ["　　" + text[: columns - 2]]
    body += [text[at : at + columns] for at in range(columns - 2, len(text), columns)]
    for number, line in enumerate(body):
        left = 56.0 if number else 88.0
        page = 1 if number < first_page else 2
        rows.append((page, left, 56.0 + 16 * len(line), line.strip()))
    return pages_of(rows)


def pages_of(rows: list[tuple[int, float, float, str]]) -> Document:
    raw, lines = "", []
    for at, (page, x0, x1, text) in enumerate(rows):
        top = 100.0 + 29 * at
        box = Box(page=page, x0=x0, top=top, x1=x1, bottom=top + 16)
        span = Span(len(raw), len(raw) + len(text))
        lines.append(Line(text=text, raw=text, page=page, span=span, box=box))
        raw += text + "\n"
    origin = Origin(reader="test", method="made")
    pages = tuple(
        Page(
            number=number,
            lines=tuple(line for line in lines if line.page == number),
            tables=(),
            origin=origin,
        )
        for number in (1, 2)
    )
    return Document(source="made.pdf", raw=raw, pages=pages)


@pytest.mark.parametrize("columns", range(19, 34))
def test_a_page_break_behind_any_printed_line_changes_nothing(columns: int) -> None:
    expected = meaning(parse(printed(MENDED, columns, 999)).statistics)
    assert len(expected) > 15
    for first_page in range(1, len(MENDED) // columns):
        assert meaning(parse(printed(MENDED, columns, first_page)).statistics) == expected


WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789.%()"} | {ord("（"): "(", ord("）"): ")"}
WIDE |= {ord("，"): ",", ord("；"): ";", ord("："): ":"}


@SLOWLY
@given(seed=st.integers(0, 10**6))
def test_spaces_between_digits_and_characters_change_nothing(seed: int, read: Read) -> None:
    text = "".join(islice(sentences(seed), 3))
    chance = random.Random(seed)
    parts = re.findall(r"[0-9.%]+|[^0-9.%]", text)
    spaced = "".join(part + chance.choice(("", " ", "\u3000", "\u00a0")) for part in parts)
    assert meaning(read(spaced)) == meaning(read(text)), text


@SLOWLY
@given(seed=st.integers(0, 10**6))
def test_widths_of_digits_and_marks_change_nothing(seed: int, read: Read) -> None:
    text = "".join(islice(sentences(seed), 3))
    chance = random.Random(seed)
    mixed = "".join(c.translate(WIDE) if chance.random() < 0.5 else c for c in text)
    assert meaning(read(mixed)) == meaning(read(text)), text
