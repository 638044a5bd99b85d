"""What many calls write comes back complete, however many there are."""

from __future__ import annotations

import ctypes

import pytest

from parsers.pdfium.library import Pool


@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_void_p)
def _half(number: int, place: int) -> int:
    """Write half of an even number; refuse odd ones and write nothing."""
    if number % 2:
        return 0
    ctypes.c_float.from_address(place).value = number / 2
    return 1


@pytest.mark.parametrize("count", [0, 1, 1023, 1024, 1025, 3000])
def test_what_each_call_writes_comes_back_across_the_ends_of_a_batch(count: int) -> None:
    returned, written = Pool("f", 1, 1).fetch(_half, range(2, 2 * count + 2, 2))
    assert returned == [1] * count
    assert written.tolist() == [float(i) for i in range(1, count + 1)]


def test_a_call_that_writes_nothing_leaves_zero_and_not_what_was_written_before() -> None:
    pool = Pool("f", 1, 1)
    pool.fetch(_half, [8, 8, 8])
    returned, written = pool.fetch(_half, [4, 3, 6])
    assert returned == [1, 0, 1]
    assert written.tolist() == [2.0, 0.0, 3.0]
