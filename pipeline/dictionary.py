"""The data dictionary, made from `schemas.datasets`: as text, as JSON and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from pipeline.messages import Language, say, told
from pipeline.widths import aligned
from schemas.datasets import DATASETS, PARTITION, Dataset
from schemas.vocabulary_files import vocabulary

if TYPE_CHECKING:
    import pyarrow as pa


def dictionary_json(names: Sequence[str]) -> dict[str, Any]:
    """Return the datasets with their columns as plain data, in both languages."""
    return {"datasets": [_dataset_json(DATASETS[name]) for name in names]}


def _dataset_json(dataset: Dataset) -> dict[str, Any]:
    return {
        "name": dataset.name,
        "row_en": dataset.row_en,
        "row_zh": dataset.row_zh,
        "key": dataset.key,
        "partition": PARTITION if dataset.is_partitioned else None,
        "foreign_keys": [
            {"column": key.column, "dataset": key.dataset} for key in dataset.foreign_keys
        ],
        "columns": [
            {
                "name": field.name,
                "type": str(field.type),
                "nullable": field.nullable,
                **_about(field),
            }
            for field in dataset.schema
        ],
    }


PANDAS_RECIPE: Final = (
    'pandas.read_parquet("outputs/{}", dtype_backend="pyarrow")'
    '.astype({{"data_year": "int32[pyarrow]"}})'
)
"""How pandas reads a dataset so that it filters, sorts and groups where rows have no year.

Without the second part the year is a dictionary with a hole, which pyarrow cannot put together.
"""


def dictionary_text(names: Sequence[str], language: Language) -> str:
    """Return the data dictionary for a person."""
    return "\n\n".join(_dataset_text(DATASETS[name], language) for name in names)


def _dataset_text(dataset: Dataset, language: Language) -> str:
    row = told(dataset, "row", language)
    lines = [dataset.name, "  " + say("schema_row", language, row=row, key=dataset.key)]
    if dataset.foreign_keys:
        keys = say("comma", language).join(
            f"{key.column} → {key.dataset}" for key in dataset.foreign_keys
        )
        lines.append("  " + say("schema_keys", language, keys=keys))
    if dataset.is_partitioned:
        lines.append(
            "  " + say("schema_partition", language, recipe=PANDAS_RECIPE.format(dataset.name))
        )
    rows = []
    for field in dataset.schema:
        about = _about(field)
        meaning = about[f"description_{language}"]
        if "unit" in about:
            meaning += f" [{_in(language, 'units', about['unit'])}]"
        if "absent" in about:
            null = say("schema_null", language, absent=_in(language, "absent", about["absent"]))
            meaning += f"（{null}）" if language == "zh" else f" ({null})"
        rows.append((field.name, str(field.type), meaning))
    return "\n".join([*lines, *(f"  {line}" for line in aligned(rows))])


def _about(field: pa.Field) -> dict[str, str]:
    """Return what a column says of itself (see `schemas.fields.describe`)."""
    return {key.decode(): value.decode() for key, value in field.metadata.items()}


def _in(language: Language, part: str, words: str) -> str:
    """Return words of the schema (a unit, what null means) in a language."""
    if language == "en":
        return words
    chinese: str = vocabulary("dictionary_zh")[part][words]
    return chinese


_HEAD_MARKDOWN: Final = """\
# Data dictionary / 数据字典

Made from `schemas/datasets/` by `make dictionary`; do not edit. Numbers are exact decimals; a
ratio is a double that stands beside what it is derived from. `tongbao.load("findings", "outputs")`
reads a dataset as it is described here. Where rows have no year, what pandas itself reads can be
filtered, sorted and grouped after `{recipe}`.
"""


def dictionary_markdown(names: Sequence[str]) -> str:
    """Return the data dictionary as a Markdown document in both languages."""
    head = _HEAD_MARKDOWN.format(recipe=PANDAS_RECIPE.format("findings"))
    return "\n".join([head, *(_dataset_markdown(DATASETS[name]) for name in names)])


def _dataset_markdown(dataset: Dataset) -> str:
    lines = [f"## {dataset.name}", "", f"{dataset.row_en} / {dataset.row_zh}  "]
    notes = [f"key `{dataset.key}`"]
    notes += [f"`{key.column}` → `{key.dataset}`" for key in dataset.foreign_keys]
    if dataset.is_partitioned:
        notes.append(f"partitioned by `{PARTITION}`")
    lines += [
        " · ".join(notes),
        "",
        "| column | type | meaning | 含义 | null |",
        "|" + " --- |" * 5,
    ]
    for field in dataset.schema:
        about = _about(field)
        unit = f" [{about['unit']}]" if "unit" in about else ""
        absent = about.get("absent")
        null = "never" if absent is None else f"{absent} / {_in('zh', 'absent', absent)}"
        english = about["description_en"] + unit
        cells = (field.name, str(field.type), english, about["description_zh"], null)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, ""])
