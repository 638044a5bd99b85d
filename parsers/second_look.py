"""Read and parse; where the arithmetic of a ranking does not hold, look at the PDF a second time.

The arithmetic decides: a ranking whose numbers prove one another was read right, and no second
reading could say more. Where it does not hold, either the notice is wrong or the reading is. Then
pdfplumber reads the characters of every page again, and its finder the cells on the same rules;
what they see otherwise stands as ``RDR01`` beside the contradiction.
"""

from __future__ import annotations

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
    """Tell whether a score, total, rank or sum of a ranking contradicts the others."""
    return any(
        Status.CONTRADICTED in (unit.status, *(score.status for score in unit.scores))
        or (unit.total is not None and unit.total.status is Status.CONTRADICTED)
        for table in notice.tables
        for unit in table.rankings
    ) or any(
        score.status is Status.CONTRADICTED
        for table in notice.tables
        for summary in table.summaries
        for score in summary.scores
    )
