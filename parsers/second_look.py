"""Read and parse; where the arithmetic of a notice does not hold, look at the PDF a second time.

The arithmetic decides: numbers that prove one another were read right, and no second reading could
say more. Where it does not hold, in a ranking or in the prose, either the notice is wrong or the
reading is. Then pdfplumber reads the characters of every page again, and its finder the cells on
the same rules; what they see otherwise stands as ``RDR01`` beside the contradiction, and
`pipeline.rules.readings` says which of the two is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.notice import parse
from parsers.readers import read_bytes, sniff
from schemas.document import Document
from schemas.notice import Notice, Status


def read_and_parse(data: bytes, name: str) -> tuple[Document, Notice]:
    """Read a source and understand it as a notice.

    Args:
        data: the file's bytes.
        name: what the source is called in the document and in messages.

    Returns:
        The document, and the notice that it says.

    Raises:
        UnreadableSource: the source cannot be read; says why and what to do.
    """
    document = read_bytes(data, name)
    notice = parse(document)
    if sniff(data) != "pdf" or not _is_contradicted(notice):
        return document, notice
    from parsers.readers.pdf import read_pdf

    document = read_pdf(data, name, second="always")
    return document, parse(document)


def _is_contradicted(notice: Notice) -> bool:
    """Tell whether a number of a ranking, a sum or the prose contradicts the others."""
    return Status.CONTRADICTED in _statuses(notice)


def _statuses(notice: Notice) -> Iterator[Status]:
    for table in notice.tables:
        for unit in table.rankings:
            yield unit.status
            yield from (score.status for score in unit.scores)
            if unit.total is not None:
                yield unit.total.status
        yield from (score.status for summary in table.summaries for score in summary.scores)
    yield from (statistic.status for statistic in notice.statistics)
