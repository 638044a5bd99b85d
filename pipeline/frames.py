"""The home of pandas: Arrow tables as data frames with exact decimals and nullable integers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Return the table as a data frame of Arrow types: decimals stay exact, nulls stay null."""
    import pandas as pd

    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def load_dataset(folder: Path) -> pd.DataFrame:
    """Return a published dataset, with its partition ``data_year`` as a nullable integer.

    Raises:
        FileNotFoundError: there is no such dataset.
    """
    import pyarrow as pa
    import pyarrow.dataset as pads

    if not folder.is_dir():
        raise FileNotFoundError(f"no dataset at {folder}; write it with: tongbao build PATH")
    years = pads.partitioning(pa.schema([("data_year", pa.int32())]), flavor="hive")
    is_partitioned = any(folder.glob("data_year=*"))
    dataset = pads.dataset(folder, format="parquet", partitioning=years if is_partitioned else None)
    return to_frame(dataset.to_table())
