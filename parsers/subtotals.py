"""Sub-totals (小计) and running totals (累计): what each of them adds up, and whether it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from parsers.arithmetic import Fit, Formula, Row, Term, judge
from schemas.notice import Role, TotalRule


def subtotal_groups(columns: Sequence[tuple[int, Role, tuple[str, ...]]]) -> dict[int, list[int]]:
    """Return which score columns each sub-total adds up.

    Args:
        columns: position, role and header path of each column, in printed order.

    Returns:
        For each sub-total's position those of the scores under its own group header, or without
        one of the scores since the sub-total before; only where there are two at least. For the
        last running total (年度累计) those of the period's total and of the one before it.
    """
    groups: dict[int, list[int]] = {}
    since: list[int] = []
    for position, role, path in columns:
        if role is Role.SCORE:
            since.append(position)
        elif role in {Role.SUBTOTAL, Role.TOTAL}:
            of_group = [p for p, r, other in columns if r is Role.SCORE and other[:-1] == path[:-1]]
            members = of_group if len(path) > 1 else since
            if role is Role.SUBTOTAL and len(members) > 1:
                groups[position] = members
            since = []
    running = [position for position, role, _ in columns if role is Role.CUMULATIVE]
    totals = [position for position, role, _ in columns if role is Role.TOTAL]
    if len(running) == 2 and len(totals) == 1:
        groups[running[1]] = [totals[0], running[0]]
    return groups


def subtotal_fits(
    columns: Sequence[tuple[int, Role, tuple[str, ...]]],
    rows: Sequence[Mapping[int, Decimal | None]],
) -> dict[tuple[int, int], Fit]:
    """Hold the printed sub-totals against the scores of their groups.

    Args:
        columns: position, role and header path of each column, in printed order.
        rows: per row the values by position; ``None`` where a cell says "none", no entry where it
            could not be read.

    Returns:
        By row and position the fit of each sub-total that can be judged. As with totals, a
        sub-total is held to be a sum when that is so in two rows and in more than half of them.
    """
    found: dict[tuple[int, int], Fit] = {}
    for position, members in subtotal_groups(columns).items():
        fits: dict[tuple[int, int], Fit] = {}
        for place, values in enumerate(rows):
            printed = values.get(position)
            if printed is None or not all(member in values for member in members):
                continue
            terms = tuple(Term(value=values[member]) for member in members)
            fit = judge(Formula(TotalRule.SUM), Row(terms=terms, total=printed))
            if fit is not None:
                fits[place, position] = fit
        agreed = sum(fit.agrees for fit in fits.values())
        if agreed >= 2 and 2 * agreed > len(fits):
            found |= fits
    return found
