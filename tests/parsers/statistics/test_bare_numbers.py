"""Numbers without a unit: which are read, and in whose unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Statistic

Read = Callable[..., tuple[Statistic, ...]]


def _told(read: Read, text: str) -> str:
    """The numbers of a text as they are read: value and unit of each."""
    return " ".join(f"{s.value:f}{s.unit or ''}" for s in read(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("(单位:件)咨询312、求助208，投诉15。", "312件 208件 15件"),
        # What has a unit keeps it, and a place in an order is none of the items.
        ("(单位:件)受理312，列第3位，办结率98%。", "312件 3位 98%"),
        ("(单位:件)受理312，列第3，办结率98%。", "312件 3 98%"),
        # The header speaks of what stands behind it.
        ("见附表3、4，(单位:件)咨询312。", "312件"),
        ("(单位:见附件)咨询312、求助208。", ""),
    ],
)
def test_a_header_tells_the_unit_of_the_items_behind_it(read: Read, text: str, told: str) -> None:
    assert _told(read, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("办结率、满意率分别提高9.2个、2.5个百分点。", "9.2个百分点 2.5个百分点"),
        (
            "办结率、满意率、公开率分别提高9.2个、3.1个、2.5个百分点。",
            "9.2个百分点 3.1个百分点 2.5个百分点",
        ),
        ("办结率、满意率分别提高3个、2个百分点。", "3个百分点 2个百分点"),
        ("办结率提高9.2个，满意率提高2.5个百分点。", "9.2个百分点 2.5个百分点"),
        # Twenty characters in between, then one more.
        (
            "办结率提高9.2个、群众对政务服务大厅各窗口人员满意率提高2.5个百分点。",
            "9.2个百分点 2.5个百分点",
        ),
        (
            "办结率提高9.2个、群众对政务服务大厅各窗口人员总满意率提高2.5个百分点。",
            "9.2个 2.5个百分点",
        ),
        ("办结率提高9.2个；满意率提高2.5个百分点。", "9.2个 2.5个百分点"),
        # A count has no fraction; another unit is no 个.
        ("新增便民服务点9个、办结率提高2.5个百分点。", "9个 2.5个百分点"),
        ("同比增长9.2%、较上月提高2.5个百分点。", "9.2% 2.5个百分点"),
        ("新增服务点9个、3家，得分86.5。", "9个 3家 86.5"),
        ("群众满意度得分86.5，新增服务点9个。", "86.5 9个"),
    ],
)
def test_a_list_in_points_names_the_unit_at_its_last_number(
    read: Read, text: str, told: str
) -> None:
    assert _told(read, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("办结率、满意率提高9.2、2.5个百分点。", "9.2个百分点 2.5个百分点"),
        ("东湖镇、柳湾镇受理量依次为3、5件。", "3件 5件"),
        ("东湖镇、柳湾镇受理量分别为0.8、2.1万件。", "8000件 21000件"),
        # Written out: with the scale of the other it would be as large as no number of the list.
        ("东湖镇、柳湾镇受理量分别为8000、2.1万件。", "8000件 21000件"),
        ("东湖镇、柳湾镇受理量分别为210、2.1万件。", "2100000件 21000件"),
        ("东湖镇、柳湾镇受理量分别为211、2.1万件。", "211件 21000件"),
        # A scale of its own.
        ("东湖镇、柳湾镇受理量分别为0.8万、2.1万件。", "8000件 21000件"),
        ("东湖镇、柳湾镇受理量分别为0.01万、2.1万件。", "100件 21000件"),
        ("群众满意指数、公开指数分别为3、4.5。", "3 4.5"),
        # Forty characters before a number it is still asked whether 分别 stands there.
        (f"分别位于{'青禾区' * 11}东湖镇3，5件。", "3件 5件"),
        (f"分别位于{'青禾区' * 11}东湖镇镇3，5件。", "5件"),
        # What 、 or 和 joins has one unit without it; in which scale is not told.
        ("东湖镇、柳湾镇受理86、75件。", "86件 75件"),
        ("东湖镇、柳湾镇、枫林乡得分86.5、75.2和64.1分。", "86.5分 75.2分 64.1分"),
        ("东湖镇、柳湾镇受理86，75件。", "75件"),
        ("东湖镇、柳湾镇受理86、2.1万件。", "21000件"),
        ("（单位：件）咨询86、投诉75、求助208（含转办）。", "86件 75件 208件"),
        ("东湖镇、柳湾镇分别受理，台账见附件3、5件已办结。", "5件"),
    ],
)
def test_numbers_of_one_list_share_unit_and_scale(read: Read, text: str, told: str) -> None:
    assert _told(read, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("因公出访零，投诉零。", "0 0"),
        ("因公出访0。", ""),
        ("得分在0.3~0.8之间。", "0.3"),
        ("得分在0.3~0.8。", ""),
        ("政务公开得分86.5", "86.5"),
        ("网站得分86.5，政务公开总分为90，满意率为98。", "86.5 90 98"),
        ("得分86.5的柳湾镇、得分80的枫林乡。", ""),
        ("累计阅读86.3万，点赞1.2万，转发3000。", "863000 12000"),
        ("粉丝量86.3万的账号。", "863000"),
        ("点赞、转发分别为1.2万、3万。", "12000 30000"),
        ("“10万+”稿件7篇。", "7篇"),
        ("学时:36，课时达48。", "36 48"),
        ("问题台账(附件3)已下发。", ""),
    ],
)
def test_what_tells_that_a_number_alone_is_one(read: Read, text: str, told: str) -> None:
    assert _told(read, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("综合指数由年初的3.12下降至2.86。", "3.12 2.86"),
        ("综合指数由2021年度的3.12降至2.86，改善0.26。", "3.12 2.86"),
        ("综合指数由3下降至2.86。", "2.86"),
        ("平均跑动次数较上年下降0.26，第三季度下降0.12。", "-0.26 -0.12"),
        ("平均跑动次数较全市平均低0.26。", "-0.26"),
        ("平均跑动次数较上年下降3，第三季度下降2。", ""),
        ("人均用水较上年减少3万，用水低于平均水平0.35。", "-30000 -0.35"),
        ("用水低于平均水平3。", ""),
        # Twelve characters from the comparison on, then one more.
        ("办理时长比上年同期平均水平各减少2。", "-2"),
        ("办理时长比上年同期平均最低值各减少2。", ""),
    ],
)
def test_a_number_alone_may_be_a_change_or_a_level(read: Read, text: str, told: str) -> None:
    assert _told(read, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("柳湾镇(108.35)、枫林乡(103.9)进度较快。", "108.35 103.9"),
        ("柳湾镇(108)、枫林乡(103.9)进度较快。", "108 103.9"),
        ("得分靠前的有柳湾镇(108)、枫林乡(103)。", "108 103"),
        ("办件量靠前的有柳湾镇(108)、枫林乡(103)。", "108 103"),
        # No quantity is named; 比 in 比较 is none.
        ("比较快的有柳湾镇(108)、枫林乡(103)。", ""),
        # One alone may be the number of a note.
        ("得分靠前的有柳湾镇(108)。", ""),
        ("柳湾镇(108分)、枫林乡(103.5)进度较快。", "108分"),
        # Nothing else stands in the brackets, and a name before them.
        ("柳湾镇(编号3.1)、枫林乡(编号3.2)进度较快。", ""),
        ("柳湾镇(3.1改)、枫林乡(3.2改)进度较快。", ""),
        ("(108.5)、枫林乡(103.9)。", ""),
        ("(一)柳湾镇(108.35)、枫林乡(103.9)进度较快。", "108.35 103.9"),
        ("县(108.5)、区(103.9)均有进步。", "108.5 103.9"),
    ],
)
def test_numbers_alone_in_brackets_are_a_list(read: Read, text: str, told: str) -> None:
    assert _told(read, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("综合指数依次为4.12、3.98、3.71。", "4.12 3.98 3.71"),
        ("综合指数依次为:4.12、3.98、3.71。", "4.12 3.98 3.71"),
        ("综合指数依次为4.12、3和3.71。", "4.12 3 3.71"),
        ("综合指数依次为4.12、3.98，较上年下降5%。", "4.12 3.98 -5%"),
        ("综合指数依次为4.12、3.98，附表3。", "4.12 3.98"),
        ("综合指数依次为4.12、3.98、附表3.1。", "4.12 3.98"),
        # Whole numbers may be of rooms; a list that goes on is of something else.
        ("综合服务度依次为4、3、2。", ""),
        ("综合服务度依次为4.12、3.98的两个镇。", "2个"),
        ("综合服务度依次为4.12、3.98、3.5的三个镇。", "3个"),
        ("综合服务度依次为4.12。", ""),
        # What is an index is said once for a list of names.
        ("综合指数由好到差依次为云溪县3.12、青禾区3.47，平均3.63。", "3.12 3.47 3.63"),
        ("系数小学0.38、初中0.33，其中城区0.30、乡村3。", "0.38 0.33 0.3"),
        ("系数小学0.38、初中3.3的标准。", "0.38"),
        ("系数小学0.38。系统升级到2.1。", "0.38"),
        ("、小学0.38。", ""),
    ],
)
def test_a_list_of_an_index_is_read_whole(read: Read, text: str, told: str) -> None:
    assert _told(read, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("办件146件(县直38，乡镇108)。", "146件 38件 108件"),
        ("办件146件(县直38和乡镇108)。", "146件 38件 108件"),
        ("办件146件(县直38，乡镇108，办结率98%)。", "146件 38件 108件 98%"),
        ("办件146件(县直38，列第2，乡镇108)。", "146件 38件 2 108件"),
        ("公开信息1.2万条(动态类0.4、公示类0.8)。", "12000条 4000条 8000条"),
        ("公开信息1.2万条(动态类4000、公示类8000)。", "12000条 4000条 8000条"),
        # No part is as large as that: 2 of 1.2万 is written out.
        ("公开信息1.2万条(动态类2、公示类8000)。", "12000条 2条 8000条"),
        # One alone may be anything; a number behind the brackets, or one without unit, tells none.
        ("办件146件(县直38)。", "146件"),
        ("(初信98，重信22)信访120件。", "120件"),
        ("得分86.5，(县直38，乡镇108)。", "86.5"),
        ("柳湾镇(得分率为98)、枫林乡(附件5)。", "98"),
        # Twenty-four characters before the brackets, then one more.
        (f"公开信息146条{'，经反复核对无误' * 3}(动态类38、公示类108)。", "146条 38条 108条"),
        (f"公开信息146条{'，经反复核对无误' * 3}了(动态类38、公示类108)。", "146条"),
    ],
)
def test_numbers_in_brackets_are_in_the_unit_of_the_number_before(
    read: Read, text: str, told: str
) -> None:
    assert _told(read, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("(单位:分)柳湾镇86.5、枫林乡80。", "柳湾镇 枫林乡"),
        ("(单位:件)柳湾镇86件，枫林乡80件。", "柳湾镇 枫林乡"),
        ("各镇得分(单位:分)柳湾镇86.5、枫林乡80。", "柳湾镇得分 枫林乡得分"),
        ("工单办理情况(单位:件)咨询312、求助208。", "咨询 求助"),
    ],
)
def test_a_header_of_the_unit_is_no_part_of_a_name(read: Read, text: str, told: str) -> None:
    assert " ".join(f"{s.subject or ''}{s.metric}" for s in read(text)) == told
