"""The store: every visible file whole, the same bytes for the same rows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.run import code_version
from pipeline.store import (
    Store,
    StoreBusy,
    relative_path,
    rows_from_json,
    rows_to_json,
    shard_of,
    to_table,
)
from pipeline.values import held
from schemas.datasets import DATASETS
from schemas.digits import NUMBER, POINTS, Digits


def test_the_shard_of_a_source_is_fixed_and_its_copies_lie_beside_it() -> None:
    assert [shard_of("0123456789abcdef", n) for n in (1, 4, 1000)] == [0, 1, 321]
    assert shard_of("0123456789abcdef-d2", 1000) == 321


def test_rows_come_back_from_parquet_as_they_went_in(kit: Any, tmp_path: Path) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good], counted=[kit.counted(2408916, "信息")]))
    store = Store(tmp_path / "out")
    for name in ("scores", "statistics", "notices"):
        table = store.read_staged(name, store.stage(0, name, rows[name]))
        assert table.schema.names == DATASETS[name].schema.names
        for row, back in zip(rows[name], table.to_pylist(), strict=True):
            assert back == {column: row.get(column) for column in table.schema.names}


def test_the_year_is_a_folder_and_no_column(kit: Any, tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    rows = kit.rows(kit.notice(tables=[kit.good]))["scores"]
    rows = [row | {"data_year": year} for row, year in zip(rows, [2030, None] * 8, strict=False)]
    staged = store.stage(0, "scores", rows)
    assert sorted(staged.files) == [
        relative_path("scores", 0, 2030),
        "scores/data_year=__HIVE_DEFAULT_PARTITION__/part-00000.parquet",
    ]
    path, _ = staged.files[relative_path("scores", 0, 2030)]
    assert "data_year" not in pq.ParquetFile(path).schema_arrow.names


def test_the_same_rows_give_the_same_bytes(kit: Any, tmp_path: Path) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good]))["scores"]
    hashes = [
        [digest for _, digest in Store(tmp_path / name).stage(0, "scores", rows).files.values()]
        for name in ("a", "b")
    ]
    assert hashes[0] == hashes[1]


def test_the_files_carry_the_meaning_of_their_columns(kit: Any, tmp_path: Path) -> None:
    staged = Store(tmp_path / "o").stage(0, "scores", kit.rows(kit.notice([kit.good]))["scores"])
    ((path, _),) = staged.files.values()
    field = pq.ParquetFile(path).schema_arrow.field("max_score")
    assert field.metadata[b"description_zh"].decode() == "指标满分"
    assert field.type == pa.decimal128(12, 4)


def test_a_missing_value_in_a_column_that_is_never_null_is_refused(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good]))["scores"]
    with pytest.raises(ValueError, match=r"scores\.unit_name is null in row 0"):
        to_table(DATASETS["scores"], [rows[0] | {"unit_name": None}])


def test_a_value_that_would_lose_digits_is_refused(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good]))["scores"]
    with pytest.raises(pa.ArrowInvalid):
        to_table(DATASETS["scores"], [rows[0] | {"value": Decimal("0.00001")}])


def test_the_spool_keeps_types(kit: Any) -> None:
    rows = kit.rows(kit.notice(tables=[kit.good], counted=[kit.counted("3.5", "率")]))
    assert rows_from_json(rows_to_json(rows)) == rows


def test_a_second_writer_is_turned_away(tmp_path: Path) -> None:
    first, second = Store(tmp_path / "out"), Store(tmp_path / "out")
    with first.locked(), pytest.raises(StoreBusy), second.locked():
        pass
    with Store(tmp_path / "out").locked():
        pass


def test_a_shard_whose_file_was_touched_is_not_trusted(kit: Any, tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    staged = store.stage(0, "scores", kit.rows(kit.notice(tables=[kit.good]))["scores"])
    store.commit(0, staged, {"version": "1"})
    assert store.shard_state(0) is not None
    (file,) = (tmp_path / "out" / "scores").rglob("*.parquet")
    file.write_bytes(file.read_bytes()[:-1])
    assert store.shard_state(0) is None


def test_every_column_says_what_it_is_and_what_null_means() -> None:
    for dataset in DATASETS.values():
        for field in dataset.schema:
            assert field.metadata[b"description_zh"], f"{dataset.name}.{field.name}"
            assert field.metadata[b"description_en"], f"{dataset.name}.{field.name}"
            assert (b"absent" in field.metadata) == field.nullable, f"{dataset.name}.{field.name}"
        for key in dataset.foreign_keys:
            assert key.column in dataset.schema.names
            assert DATASETS[key.dataset].key


def test_another_version_of_a_reading_library_is_another_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.run._version", {"pypdfium2": "5.10"}.get)
    first = code_version.__wrapped__()
    monkeypatch.setattr("pipeline.run._version", {"pypdfium2": "5.11"}.get)
    assert code_version.__wrapped__() != first


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=None),
    st.sampled_from([POINTS, NUMBER]),
)
def test_a_value_is_held_exactly_or_not_at_all(value: Decimal, digits: Digits) -> None:
    kept = held(value, digits)
    if kept is not None:
        assert kept == value
        assert pa.array([kept], pa.decimal128(*digits)).to_pylist() == [value]
    else:
        assert Fraction(value) % Fraction(1, 10**digits.scale) or abs(Fraction(value)) >= 10 ** (
            digits.precision - digits.scale
        )
