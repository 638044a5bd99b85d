"""Plants single-digit faults in ranking tables and counts what becomes of them.

    python -m benchmarks.faults                       2,000 faults, seed 1
    python -m benchmarks.faults --count 500 --seed 7 --show 5

Each table is drawn at random (units, indicators with maxima, totals as plain sums with bonus and
deduction or without, ranks, a row of sums or means or none), printed as text and read as any
source. One digit of one printed score or total is then changed. What follows from the change is
worked out here, from the drawn figures alone: which identities it breaks, and which cell it was.
All names are invented; nothing is shared with the parsers but the reading of the text.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from parsers.notice import parse
from parsers.readers import read_bytes
from pipeline.rows import SourceFile, notice_rows
from pipeline.rules import RULES
from schemas.notice import Notice

_HEAD = (
    "临溪区人民政府办公室关于2023年度综合考核情况的通报\n各街道办事处，区直各部门：\n"
    "现将2023年度综合考核情况通报如下。\n附件：1.综合考核得分表\n"
    "临溪区人民政府办公室\n2024年1月15日\n附件1\n综合考核得分表\n"
)
_PLACES = "柳枫松桐榆槐桂梅兰竹荷菊杏桃李"
_KINDS = ("湾街道", "林镇", "山乡", "桥街道")
_MEASURES = ("依法履职", "信息发布", "群众参与", "线上服务", "整改成效", "窗口作风", "基层治理")


@dataclass
class Drawn:
    """A drawn table: header, units' cells as exact decimals, and the row that sums them up."""

    header: list[str]
    maxima: list[Decimal | None]
    signs: list[int]
    units: list[str]
    cells: list[list[Decimal]]  # scores and extras; the total last
    summary: str | None
    sums: list[Decimal]

    def text(self) -> str:
        """Print it, parted by tabs."""
        rows = [["名次", "单位", *self.header, "总分"]]
        totals = sorted((row[-1] for row in self.cells), reverse=True)
        for unit, row in zip(self.units, self.cells, strict=True):
            rows.append([str(totals.index(row[-1]) + 1), unit, *map(str, row)])
        if self.summary:
            rows.append(["", self.summary, *map(str, self.sums)])
        return _HEAD + "\n".join("\t".join(row) for row in rows) + "\n"


def draw(rng: random.Random) -> Drawn:
    """Draw a table whose figures all agree."""
    digits = rng.choice((0, 1, 2))
    n_scores = rng.randint(2, 5)
    header = rng.sample(_MEASURES, n_scores)
    maxima: list[Decimal | None] = [Decimal(rng.choice((10, 20, 25, 30, 40))) for _ in header]
    if rng.random() < 0.7:
        header = [f"{name}({top}分)" for name, top in zip(header, maxima, strict=True)]
        limits = list(maxima)
    else:
        limits = [None] * n_scores
    signs = [1] * n_scores
    for name, sign in (("加分", 1), ("扣分", -1)):
        if rng.random() < 0.3:
            header.append(name)
            maxima.append(Decimal(6))
            limits.append(None)
            signs.append(sign)
    names = [a + b for a in _PLACES for b in _KINDS]
    units = rng.sample(names, rng.randint(5, 14))
    step = Decimal(1).scaleb(-digits)
    cells = []
    for _ in units:
        row = [
            (Decimal(rng.uniform(0.5 if sign > 0 else 0, 1)) * (top or 10)).quantize(step)
            for top, sign in zip(maxima, signs, strict=True)
        ]
        cells.append([*row, sum((v * s for v, s in zip(row, signs, strict=True)), Decimal(0))])
    cells.sort(key=lambda row: -row[-1])
    summary = rng.choice((None, "合计", "合计", "平均"))
    sums = [sum(column, Decimal(0)) for column in zip(*cells, strict=True)]
    if summary == "平均":
        last = Decimal(1).scaleb(-max(2, digits))
        sums = [(value / len(cells)).quantize(last, ROUND_HALF_UP) for value in sums]
    return Drawn(header, limits, signs, units, cells, summary, sums)


def spoil(drawn: Drawn, rng: random.Random) -> tuple[str, int, int, Decimal] | None:
    """Change one digit of one cell in the text; gives text, row, column and the true value."""
    row, column = rng.randrange(len(drawn.units)), rng.randrange(len(drawn.header) + 1)
    true = drawn.cells[row][column]
    printed = str(true)
    places = [i for i, char in enumerate(printed) if char.isdigit()]
    place = rng.choice(places)
    digit = rng.choice([d for d in "0123456789" if d != printed[place]])
    wrong = printed[:place] + digit + printed[place + 1 :]
    if len(wrong.partition(".")[0]) > 1 and wrong.startswith("0"):
        return None  # nobody prints 06.5
    lines = drawn.text().split("\n")
    at = next(i for i, line in enumerate(lines) if line.split("\t")[1:2] == [drawn.units[row]])
    fields = lines[at].split("\t")
    fields[2 + column] = wrong
    lines[at] = "\t".join(fields)
    return "\n".join(lines), row, column, true


def _read(text: str) -> tuple[Notice, list[str]]:
    document = read_bytes(text.encode(), "notice.txt")
    notice = parse(document)
    source = SourceFile(source_id="0" * 16, path="notice.txt", sha256="0" * 64, byte_count=1)
    rows = notice_rows(notice, document, source)
    said = [f"{row['rule']} {row['message_zh']}" for rule in RULES.values() for row in rule(rows)]
    errors = [f for f in notice.findings if f.severity == "error" and f.rule != "META01"]
    return notice, said + [f"{f.rule} {f.message_zh}" for f in errors]


def run(count: int, seed: int, show: int) -> Counter[str]:
    """Plant faults and count; prints the first ones that went wrong.

    Every drawn change breaks the row's sum, so all must be flagged. Two identities cover a cell
    where a row of sums or means was printed.
    """
    rng = random.Random(seed)
    told: Counter[str] = Counter()
    while told["faults"] < count:
        drawn = draw(rng)
        spoilt = spoil(drawn, rng)
        if spoilt is None:
            continue
        clean, false_alarms = _read(drawn.text())
        told["false alarms on correct tables"] += bool(false_alarms)
        text, row, column, true = spoilt
        notice, said = _read(text)
        told["faults"] += 1
        flagged = any(line.startswith(("SUM01", "SUM02")) for line in said)
        told["flagged"] += flagged
        unit = notice.tables[0].rankings[row]
        cells = [*unit.scores, unit.total]
        cell = cells[column]
        told["wrong and proved"] += cell is not None and cell.status.value == "proved"
        proposals = [
            (ranked.row - 1, place, score.proposed)
            for ranked in notice.tables[0].rankings
            for place, score in enumerate([*ranked.scores, ranked.total])
            if score is not None and score.proposed is not None
        ]
        right = proposals == [(row, column, true)]
        told["covered by two"] += drawn.summary is not None
        told["covered by two, located"] += drawn.summary is not None and right
        told["proposals"] += bool(proposals)
        told["proposals, right"] += right
        if show and (not flagged or (proposals and not right) or false_alarms):
            show -= 1
            print(text[len(_HEAD) :], said, proposals, (row, column, true), false_alarms, sep="\n")
        del clean
    return told


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code."""
    parser = argparse.ArgumentParser(description="Plant faults in ranking tables.")
    parser.add_argument("--count", type=int, default=2000, help="faults (default: 2000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many that went wrong")
    given = parser.parse_args(arguments)
    told = run(given.count, given.seed, given.show)
    for name, of in (
        ("flagged", "faults"),
        ("covered by two, located", "covered by two"),
        ("proposals, right", "proposals"),
        ("false alarms on correct tables", "faults"),
        ("wrong and proved", "faults"),
    ):
        share = 100 * told[name] / told[of] if told[of] else 0.0
        print(f"{name}: {told[name]} of {told[of]} ({share:.2f} %)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
