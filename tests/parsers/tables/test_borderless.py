"""Tables that no rule draws, and what looks like them. All names and figures are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Maker = Callable[..., Any]
Sheet = Any
Rows = list[list[str]]


def text_lines(document: Any) -> list[str]:
    return [line.text for page in document.pages for line in page.lines]


def no_table(document: Any, printed: list[str]) -> None:
    """Nothing is a table, and every word stands in the lines."""
    assert [table.grid() for table in document.pages[0].tables] == []
    words = sorted("".join(printed).replace(" ", ""))
    assert sorted("".join(text_lines(document)).replace(" ", "")) == words


@pytest.mark.parametrize("align", [("center",) * 5, ("center", "left", "right", "right", "right")])
@pytest.mark.parametrize(
    "header",
    [
        ["排名", "单位", "主动公开", "政策解读", "总分"],
        ["排名", "单位", "主动公开\n(40分)", "政策解读\n(30分)", "总分"],
        ["排名", "单位", "主动公开\n工作情况\n(40分)", "政策解读\n(30分)", "总分"],
    ],
    ids=["one_line", "two_lines", "three_lines"],
)
def test_a_ranking_of_eight_rows_is_found_with_its_header(
    header: list[str], align: tuple[str, ...], ranking: Rows, grids_of: Maker
) -> None:
    rows = [header, *ranking[1:]]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows)
        s.print(rows, xs, ys, align=align)

    assert grids_of(draw) == [rows]


def test_title_and_prose_around_a_borderless_ranking_stay_lines(
    ranking: Rows, read_of: Maker
) -> None:
    before = [
        "根据年度考核安排，现将2023年全区政务公开工作考核得分排名情况通报如下，",
        "请各单位对照检查，于2024年1月15日前将整改情况报送区政务公开办。",
    ]
    after = "附注：本表按总分由高到低排列，总分相同的按主动公开得分排列先后次序。"

    def draw(s: Sheet) -> None:
        for i, line in enumerate(before):
            s.text(70, 60 + 20 * i, line)
        s.text(272, 125, "政务公开考核得分排名", size=14, align="center")
        xs, ys = s.levels(ranking, y=150)
        s.print(ranking, xs, ys)
        s.text(70, ys[-1] + 44, after)

    document = read_of(draw)
    assert [table.grid() for table in document.pages[0].tables] == [ranking]
    assert text_lines(document) == [*before, "政务公开考核得分排名", after]


def test_two_columns_are_a_table_when_enough_rows_say_so(ranking: Rows, grids_of: Maker) -> None:
    rows = [[row[1], row[4]] for row in ranking]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows, widths=(140, 90))
        s.print(rows, xs, ys, align=("left", "right"))

    assert grids_of(draw) == [rows]


def test_two_columns_of_numbers_alone_are_a_table(grids_of: Maker) -> None:
    rows = [["年份", "公开数量"], *([str(2016 + i), str(980 + 37 * i)] for i in range(8))]

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows, widths=(90, 110))
        s.print(rows, xs, ys, align=("center", "right"))

    assert grids_of(draw) == [rows]


def test_a_name_of_two_lines_is_one_row(ranking: Rows, grids_of: Maker) -> None:
    rows = [list(row) for row in ranking]
    rows[3][1] = "南浦镇人民政府\n(含下属事业单位)"

    def draw(s: Sheet) -> None:
        xs, ys = s.levels(rows)
        s.print(rows, xs, ys)

    assert grids_of(draw) == [rows]


# ------------------------------------------------------------------------------------ near misses


def test_prose_with_many_numbers_is_no_table(read_of: Maker) -> None:
    lines = [
        "2023年，全区主动公开信息1204条，同比增长7.7%；其中规范性文件12件，",
        "行政许可3560件，行政处罚286件，财政预决算公开率100%。全年受理申请37",
        "件，办结36件，结转1件；行政复议2件，行政诉讼1件。政策解读52篇，图解",
        "18篇，视频6个，新闻发布会4场。市对区考核得分96.5分，排名第3，比2022",
        "年上升2位。12345热线受理8421件，按期办结率99.8%，满意率97.2%，较上年",
        "分别提高0.3和1.1个百分点。信息公开专栏更新2210次，访问量35.6万人次。",
    ]

    def draw(s: Sheet) -> None:
        for i, line in enumerate(lines):
            s.text(70, 120 + 22 * i, line, size=12)

    no_table(read_of(draw), lines)


def test_a_numbered_list_is_no_table(read_of: Maker) -> None:
    items = ["加强组织领导", "完善公开目录12项", "规范办理程序", "强化督促检查", "做好总结报送"]
    printed = [f"{i}.  {item}" for i, item in enumerate(items, 1)]

    def draw(s: Sheet) -> None:
        for i, item in enumerate(items):
            s.text(90, 120 + 24 * i, f"{i + 1}.")
            s.text(112, 120 + 24 * i, item)

    no_table(read_of(draw), printed)


def test_a_list_of_contents_with_leaders_is_no_table(read_of: Maker) -> None:
    heads = ["一、总体情况", "二、主动公开", "三、依申请公开", "四、政策解读", "五、存在问题"]
    leaders = "." * 60

    def draw(s: Sheet) -> None:
        for i, head in enumerate(heads):
            base = 120 + 24 * i
            s.text(80, base, head)
            s.text(190, base, leaders)
            s.text(480, base, str(3 * i + 1), align="right")

    no_table(read_of(draw), [f"{head}{leaders}{3 * i + 1}" for i, head in enumerate(heads)])


def test_a_signature_block_is_no_table(read_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        s.text(70, 600, "附件：1.考核得分排名表")
        s.text(102, 622, "2.问题清单")
        s.text(400, 680, "青禾区人民政府办公室", align="center")
        s.text(400, 704, "2024年3月5日", align="center")
        s.text(70, 728, "（此件公开发布）")

    no_table(
        read_of(draw),
        [
            "附件：1.考核得分排名表",
            "2.问题清单",
            "青禾区人民政府办公室",
            "2024年3月5日",
            "（此件公开发布）",
        ],
    )


def test_prose_in_two_columns_is_no_table(read_of: Maker) -> None:
    left = [
        "今年以来，青禾区聚焦群众关",
        "切，持续推进政务公开标准化",
        "规范化建设，公开事项由26个",
        "领域扩展到31个领域，各街道",
        "均设立了政务公开专区，并配",
        "备专人值守，接待群众咨询。",
    ]
    right = [
        "全年共接待咨询2300人次，发",
        "放宣传册5000份，组织开放日",
        "活动12场，邀请群众代表参加",
        "会议9次，收集意见建议146条",
        "，其中采纳118条，办理结果均",
        "已通过区政府网站反馈公开。",
    ]

    def draw(s: Sheet) -> None:
        for i, (a, b) in enumerate(zip(left, right, strict=True)):
            s.text(70, 120 + 20 * i, a)
            s.text(240, 120 + 20 * i, b)

    no_table(read_of(draw), [*left, *right])


def test_lines_of_a_date_and_a_number_are_no_table(read_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        s.text(70, 90, "第12期（总第86期）")
        s.text(500, 90, "2023年11月23日", align="right")
        s.text(70, 130, "主动公开政府信息1204条，依申请公开37件，均按期答复申请人。")

    no_table(
        read_of(draw),
        [
            "第12期（总第86期）",
            "2023年11月23日",
            "主动公开政府信息1204条，依申请公开37件，均按期答复申请人。",
        ],
    )


def test_a_list_of_contents_whose_leaders_are_no_print_is_no_table(tables_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels([["", ""]] * 5, widths=(300, 60))
        s.print(
            [
                ["总体情况", "1"],
                ["主要做法", "3"],
                ["存在问题", "3"],
                ["下步打算", "7"],
                ["附表", "9"],
            ],
            xs,
            ys,
        )

    assert tables_of(draw) == []


def test_two_columns_of_units_and_falling_numbers_are_a_table(tables_of: Maker) -> None:
    def draw(s: Sheet) -> None:
        xs, ys = s.levels([["", ""]] * 5, widths=(300, 60))
        s.print(
            [
                ["青禾街道", "9"],
                ["柳溪街道", "7"],
                ["南浦镇", "3"],
                ["北塘镇", "3"],
                ["东岭镇", "1"],
            ],
            xs,
            ys,
        )

    assert len(tables_of(draw)) == 1
