"""Which number a list of parts is of, where its words leave that open. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schemas.notice import Relation, Statistic, Status

Read = Callable[..., tuple[Statistic, ...]]
LIST = "甲类22件、乙类30件、丙类34件"


def whole(found: tuple[Statistic, ...]) -> tuple[str, str] | None:
    """What the last part is a part of, and how that stands: as printed, with its status."""
    of = [one.parent for one in found if one.relation is Relation.PART_OF]
    return (
        (found[of[-1]].printed, found[of[-1]].status.value) if of and of[-1] is not None else None
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A total before the one that the words name, or behind the list with its word.
        (f"受理86件，办结85件，回访40件。其中{LIST}。", ("86件", "consistent")),
        (f"办结85件。其中{LIST}，合计86件。", ("86件", "consistent")),
        # What is told behind without it, in another unit, as a mean, of another list, or is a part.
        (f"办结85件。其中{LIST}。走访企业86件。", ("85件", "contradicted")),
        (f"走访群众86人，办结85件。其中{LIST}。", ("85件", "contradicted")),
        (f"人均受理86件，办结85件。其中{LIST}。", ("85件", "contradicted")),
        (f"受理由86件降至85件。其中{LIST}。", ("85件", "contradicted")),
        (f"受理87件，办结85件。其中{LIST}。", ("87件", "consistent")),
        ("办结85件。其中甲类86件、乙类0件。", ("85件", "contradicted")),
        # A bracket is of the number that it stands behind.
        (f"受理86件，办结85件（{LIST}）。", ("85件", "contradicted")),
    ],
)
def test_a_list_that_misses_the_number_before_it_may_be_of_another(
    read: Read, text: str, expected: tuple[str, str]
) -> None:
    found = read(text)
    assert whole(found) == expected
    assert Status.PROVED not in {one.status for one in found}


def test_a_total_behind_its_list_is_named_by_its_word(read: Read) -> None:
    for text in (f"办结85件。其中{LIST}，合计86件。", f"{LIST}，合计76件。"):
        assert read(text)[-1].metric == "合计"
    assert read(f"{LIST}，投诉合计76件。")[-1].metric == "投诉"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("监测5个国控断面、8个省控断面，其中Ⅱ类{}个。", 13),
        ("监测5个国控断面、8个省控断面、9个县控断面，其中Ⅱ类{}个。", 22),
        ("监测5公里河道、8个省控断面，其中Ⅱ类{}个。", 8),
        ("监测5个国控断面，8个省控断面，其中Ⅱ类{}个。", 8),
        ("监测5个国控断面、入河口，8个省控断面，其中Ⅱ类{}个。", 8),
        ("监测5个国控断面；8个省控断面，其中Ⅱ类{}个。", 8),
        ("监测断面由5个、8个增至8个，其中Ⅱ类{}个。", 8),
        ("监测8个省控断面，其中Ⅱ类{}个。", 8),
    ],
)
def test_parts_may_be_of_all_the_numbers_that_are_joined_before_them(
    read: Read, text: str, expected: int
) -> None:
    assert whole(read(text.format(8))) == ("9个" if "9个" in text else "8个", "consistent")
    if expected > 9:
        # 22 is the sum of the three as well.
        assert whole(read(text.format(min(expected, 21)))) is None
    assert whole(read(text.format(expected + 1)))[1] == "contradicted"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("举报类700件、求助类250件、投诉类642件，合计892件。", "consistent"),
        ("求助类250件、投诉类642件，合计892件。", "proved"),
        ("走访700人、求助类250件、投诉类642件，合计892件。", "proved"),
        ("受理700件；求助类250件、投诉类642件，合计892件。", "consistent"),
        ("受理（含上年700件）求助类250件、投诉类642件，合计892件。", "proved"),
        ("受理720件，其中重复20件，来信250件、来访642件，合计892件。", "proved"),
    ],
)
def test_a_sum_before_which_its_list_seems_to_begin_proves_nothing(
    read: Read, text: str, status: str
) -> None:
    assert read(text)[-1].status.value == status


# ------------------------------------------------------------------ totals that their list misses
@pytest.mark.parametrize(
    "text",
    [
        f"{LIST}，合计76件。",
        f"{LIST}，合计：76件。",
        f"{LIST}，全年合计76件。",
        f"{LIST}，总数76件。",
        f"来信6件。{LIST}，合计76件。",
        "来信22件、来访30件、来电31件、来函3件，合计76件。",
        "来信22件，来访30件，来电34件，合计76件。",
        "、".join(f"第{n}批1件" for n in range(30)) + "，合计38件。",
        "、".join(f"第{n}批1件" for n in range(40)) + "，合计48件。",
    ],
)
def test_a_total_that_the_list_before_it_misses_by_a_digit_is_contradicted(
    read: Read, text: str
) -> None:
    found = read(text)
    assert found[-1].status is Status.CONTRADICTED
    assert whole(found) == (found[-1].printed, "contradicted")


@pytest.mark.parametrize(
    "text",
    [
        "办结85件，其中柳湾镇收件22件，枫林乡发件64件，合计86件。",
        "按地域分，柳湾镇收件22件，枫林乡发件64件。合计86件。",
        "按地域分，柳湾镇收件22件，枫林乡发件64件；按行业分，工业40件，农业46件。合计86件。",
    ],
)
def test_a_total_behind_its_list_has_name_and_subject_of_none_of_it(read: Read, text: str) -> None:
    total = read(text)[-1]
    assert (total.metric, total.subject) == ("合计", None)
    assert total.status in (Status.PROVED, Status.CONSISTENT)


@pytest.mark.parametrize(
    "text",
    [
        f"{LIST}，累计96件。",
        f"{LIST}，合计174件。",
        f"{LIST}，合计76人。",
        f"{LIST}，合计办结76件。",
        f"{LIST}。合计76件。",
        f"{LIST}、合计76件。",
        f"{LIST}；合计76件。",
        "甲县来信22件，来访30件；乙县来信34件；合计76件。",
        "来信22件，来访30件，来电34件，共76件。",
        "来信22件，来访30件、来电34件，合计76件。",
        "来信22件、来访30人、来电34件，合计76件。",
        "来信22件、人均来访30件、来电34件，合计76件。",
        "来信22件、来函、来访30件、来电34件，合计76件。",
        "来信22件、、来访30件、来电34件，合计76件。",
        "来函5件，来信22件、来访30件、来电34件，合计76件。",
        "走访5人，来信42件、来访34件，合计66件。",
        "受理90件，其中来信22件、来访30件、来电34件，合计76件。",
        f"{LIST}，合计76件，其中办结70件。",
        f"{LIST}，计划合计76件。",
        "、".join(f"第{n}批1件" for n in range(41)) + "，合计49件。",
    ],
    ids=[
        "since the beginning of the year", "two digits", "another unit", "words of its own",
        "another sentence", "one of the list", "another half", "a list within halves",
        "a list with commas",
        "a list with two marks",
        "another unit in the list", "a mean in the list", "a name without a number",
        "a number that is lost",
        "more before the list", "two behind something else", "a list of another",
        "parts of its own", "a plan", "so long a list",
    ],
)  # fmt: skip
def test_a_total_that_may_be_of_more_than_the_list_before_it_is_not(read: Read, text: str) -> None:
    assert Status.CONTRADICTED not in {one.status for one in read(text)}


def test_two_numbers_are_held_against_their_total_where_one_digit_is_off(read: Read) -> None:
    assert read("来信22件、来访30件，合计62件。")[-1].status is Status.CONTRADICTED
    assert Status.CONTRADICTED not in {s.status for s in read("来信22件、来访30件，合计75件。")}
    assert read("来信22件、来访30件，合计42件。")[-1].status is Status.CONTRADICTED
    assert whole(read("来信22件，合计32件。")) is None


# ------------------------------------------------------- parts that are named as the totals are
def lists(found: tuple[Statistic, ...]) -> dict[str, list[str]]:
    """The parts of each total, as printed."""
    made: dict[str, list[str]] = {}
    for one in found:
        if one.relation is Relation.PART_OF and one.parent is not None:
            made.setdefault(found[one.parent].printed, []).append(one.printed)
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 8 + 40 = 48 is chance, 8 + 45 is more than 50, and 26 + 23 = 49 is chance again.
        ("事故45起，死亡12人，受伤48人，其中道路事故30起，死亡8人，受伤40人。",
         {"45起": ["30起"], "12人": ["8人"], "48人": ["40人"]}),
        ("事故45起，死亡12人，受伤50人，其中道路事故死亡8人，受伤45人。",
         {"12人": ["8人"], "50人": ["45人"]}),
        ("事故45起，死亡12人，受伤50人，其中道路事故30起，死亡8人，受伤45人；"
         "工矿事故15起，死亡4人，受伤5人。",
         {"45起": ["30起", "15起"], "12人": ["8人", "4人"], "50人": ["45人", "5人"]}),
        ("死亡12人，受伤50人，失联9人。其中，道路事故死亡8人，受伤45人；失联5人。",
         {"12人": ["8人"], "50人": ["45人"], "9人": ["5人"]}),
        ("检查75家，整改49家，其中柳湾镇26家，整改23家。", {"75家": ["26家"], "49家": ["23家"]}),
        ("受理86件，办结60件，其中柳湾镇受理、办结分别为35件、25件，枫林乡分别为51件、35件。",
         {"86件": ["35件", "51件"], "60件": ["25件"]}),
        ("排查隐患82条，整改75条，其中重大隐患42条，整改40条。",
         {"82条": ["42条"], "75条": ["40条"]}),
        ("检查75家，整改49家，其中柳湾镇26家，整改23家；东湖镇30家，整改20家。",
         {"75家": ["26家", "30家"], "49家": ["23家"]}),
        ("抽检59批次，合格48批次，不合格11批次，其中生产14批次、流通25批次、餐饮20批次，"
         "不合格分别为1批次、6批次和4批次。",
         {"59批次": ["48批次", "11批次", "14批次", "25批次", "20批次"],
          "11批次": ["1批次", "6批次", "4批次"]}),
        ("查处63起，处理84人，移送21人，其中重大的34起，处理62人，移送20人。",
         {"63起": ["34起"], "84人": ["62人"], "21人": ["20人"]}),
        ("事故45起，死亡12人，受伤50人，其中道路事故30起，死亡8人；工矿事故15起，受伤5人。",
         {"45起": ["30起", "15起"], "12人": ["8人"]}),
        ("死亡12人。受伤50人。其中，道路事故死亡8人，受伤45人。",
         {"12人": ["8人"], "50人": ["45人"]}),
        ("受理诉求86件，办结85件，满意40件，其中重点诉求50件，满意39件。",
         {"86件": ["50件"], "40件": ["39件"]}),
        ("干部男180人，女160人，其中党员男120人，女140人。",
         {"180人": ["120人"], "160人": ["140人"]}),
        ("受理86件，办结85件，其中柳湾镇受理40件，办结39件，东湖镇30件。",
         {"86件": ["40件", "30件"], "85件": ["39件"]}),
        # Where one total alone is named, from the first part on, the list is of that.
        ("报送320条，采用106条，其中教育部采用6条，省厅采用58条，其余42条在网站刊发。",
         {"106条": ["6条", "58条", "42条"]}),
        ("受理86件，办结85件，其中网上办结45件，现场40件。", {"85件": ["45件", "40件"]}),
    ],
)  # fmt: skip
def test_a_part_is_of_the_total_that_it_is_named_as(
    read: Read, text: str, expected: dict[str, list[str]]
) -> None:
    found = read(text)
    assert lists(found) == expected
    assert Status.CONTRADICTED not in {one.status for one in found}
    false = ("8 + 40 = 48", "26 + 23 = 49", "42 + 40 = 82")
    assert not {one.evidence for one in found} & {*false}


@pytest.mark.parametrize("mark", ["、", "，", "；"])
@pytest.mark.parametrize("colon", ["", "："])
def test_one_mark_joins_a_list_to_its_total(read: Read, mark: str, colon: str) -> None:
    told = [f"来信{colon}22件", f"来访{colon}30件", f"合计{colon}"]
    behind = "；" if mark == "；" else "，"
    text = f"{mark.join(told[:2])}{behind}{told[2]}"
    assert [one.status for one in read(f"{text}52件。")] == [Status.PROVED] * 3
    assert [one.status for one in read(f"{text}62件。")] == [Status.CONTRADICTED] * 3
