"""Makes the sample corpus: every folder of ``samples/`` from the truth in ``samples/source``.

    python samples/make_samples.py                  all folders, text and PDF
    python samples/make_samples.py --no-pdf         text, expected.json and origin.md only
    python samples/make_samples.py qinghe-2021      only this folder

Text, ``expected.json``, ``origin.md`` and the PDFs set by reportlab come out byte for byte the
same on every run. The PDF printed by Chromium depends on the version of Chromium. PDFs need the
fonts ``fonts-lxgw-wenkai`` and ``fonts-noto-cjk`` (both OFL); tests read the committed files.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from samples.source import baishi, chromium, expected, linlan, pdf, qinghe, single, text
from samples.source.model import Finding, Notice

HERE = Path(__file__).resolve().parent
NOTICES: tuple[Notice, ...] = (
    *qinghe.NOTICES,
    *baishi.NOTICES,
    *linlan.NOTICES,
    *single.NOTICES,
)


def contents(notice: Notice) -> dict[str, bytes]:
    """Return the files of a sample that need no typesetting, by name."""
    files = {
        "expected.json": expected.as_json(notice).encode(),
        "origin.md": origin(notice).encode(),
    }
    if "txt" in notice.sources:
        files["notice.txt"] = text.as_bytes(notice)
    return files


def origin(notice: Notice) -> str:
    """Return ``origin.md``: that the notice is invented, what is special, what is planted."""
    lines = [f"# {notice.name}", "", "INVENTED. This notice was never issued. 临岚市, 青禾区,"]
    lines += ["白石县 and the other places do not exist; region codes 9901xx are not in GB/T 2260."]
    lines += ["", notice.special, "", "## Sources", ""]
    if "txt" in notice.sources:
        lines.append(f"- `notice.txt`: {notice.encoding}")
    if "pdf" in notice.sources:
        lines.append("- `notice.pdf`: reportlab, embedded subset of LXGW WenKai (OFL)")
    if "chromium" in notice.sources:
        name = chromium_name(notice)
        lines.append(f"- `{name}`: Chromium, embedded subset of Noto Serif CJK SC (OFL)")
    lines += ["", "## Expected findings", ""]
    lines += [_finding_line(finding) for finding in notice.findings] or ["None."]
    lines += ["", "Made by `samples/make_samples.py`; edit `samples/source/`, not this folder."]
    return "\n".join(lines) + "\n"


def chromium_name(notice: Notice) -> str:
    """Return the name of the PDF printed by Chromium: beside another PDF it has its own."""
    return "notice-chromium.pdf" if "pdf" in notice.sources else "notice.pdf"


def _finding_line(finding: Finding) -> str:
    place = "".join(
        f", {name} {getattr(finding, name)}"
        for name in ("table", "row")
        if getattr(finding, name) is not None
    )
    return f"- {finding.severity} {finding.rule}{place}: {finding.why}"


def make(notice: Notice, *, with_pdf: bool) -> None:
    """Write the folder of a notice."""
    expected.check_truth(notice)
    folder = HERE / notice.name
    folder.mkdir(exist_ok=True)
    for name, data in contents(notice).items():
        (folder / name).write_bytes(data)
    if not with_pdf:
        return
    if "pdf" in notice.sources:
        pdf.write(notice, folder / "notice.pdf")
    if "chromium" in notice.sources:
        chromium.write(notice, folder / chromium_name(notice))


def main() -> int:
    """Make the named samples, or all."""
    parser = argparse.ArgumentParser(description="Make the sample corpus.")
    parser.add_argument("names", nargs="*", help="folders to make (default: all)")
    parser.add_argument("--no-pdf", action="store_true", help="leave the PDFs as they are")
    arguments = parser.parse_args()
    known = {notice.name for notice in NOTICES}
    if unknown := set(arguments.names) - known:
        print(f"no such sample: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    for notice in NOTICES:
        if not arguments.names or notice.name in arguments.names:
            make(notice, with_pdf=not arguments.no_pdf)
            print(notice.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
