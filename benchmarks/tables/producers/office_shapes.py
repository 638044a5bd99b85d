"""LibreOffice: what lies over and under a table, drawn as shapes: seal and watermark."""

from __future__ import annotations

from math import cos, pi, radians, sin

from benchmarks.tables.producers.office import printed


def _style(name: str, given: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="graphic"><style:graphic-properties '
        f'style:wrap="run-through" {given}/></style:style>'
    )


_BARE = 'draw:fill="none" draw:stroke="none" fo:padding="0pt"'
# The styles that the shapes name; the paragraph styles ``seal`` and ``water`` are the document's.
STYLES = (
    _style("over", f'style:run-through="foreground" {_BARE}')
    + _style("under", f'style:run-through="background" {_BARE}')
    + _style(
        "ring",
        'style:run-through="foreground" draw:fill="none" svg:stroke-color="#ff0000" '
        'svg:stroke-width="2.2pt"',
    )
    + _style(
        "star",
        'style:run-through="foreground" draw:fill="solid" draw:fill-color="#ff0000" '
        'draw:stroke="none"',
    )
)


def turned(
    text: str, style: str, degrees: float, middle: tuple[float, float], size: tuple[float, float]
) -> str:
    """Give a text turned anticlockwise about its middle.

    Args:
        text: what is printed.
        style: ``seal`` (over the page) or ``water`` (under it).
        degrees: the angle.
        middle: from the left and from the top, in points.
        size: width and height of the text's frame.
    """
    angle, (x, y), (wide, high) = radians(degrees), middle, size
    left = x - (wide / 2 * cos(angle) + high / 2 * sin(angle))
    top = y - (high / 2 * cos(angle) - wide / 2 * sin(angle))
    graphic = "over" if style == "seal" else "under"
    return (
        f'<draw:custom-shape text:anchor-type="paragraph" draw:style-name="{graphic}" '
        f'svg:width="{wide}pt" svg:height="{high}pt" '
        f'draw:transform="rotate({angle:.5f}) translate({left:.2f}pt {top:.2f}pt)">'
        f'<text:p text:style-name="{style}">{printed(text)}</text:p><draw:enhanced-geometry '
        'svg:viewBox="0 0 21600 21600" draw:type="rectangle" '
        'draw:enhanced-path="M 0 0 L 21600 0 21600 21600 0 21600 0 0 Z N"/></draw:custom-shape>'
    )


def watermark(text: str, wide: float, high: float) -> str:
    """Give nine texts, turned by 40 degrees, over a page of this size."""
    return "".join(
        turned(text, "water", 40, (wide * (2 * c + 1) / 6, high * (2 * r + 1) / 6), (300, 40))
        for r in range(3)
        for c in range(3)
    )


def seal(name: str, x: float, y: float, radius: float) -> str:
    """Give a round seal about (x, y): circle, star, the first eleven characters of the name."""
    out = [
        f'<draw:circle text:anchor-type="paragraph" draw:style-name="ring" {_area(x, y, radius)}/>',
        _star(x, y, radius * 0.28),
    ]
    for number, char in enumerate(name[:11]):
        turn = 120 - 24 * number
        far, place = radius * 0.73, radians(turn)
        middle = (x - far * sin(place), y - far * cos(place))
        out.append(turned(char, "seal", turn, middle, (22, 20)))
    return "".join(out)


def _star(x: float, y: float, radius: float) -> str:
    points = []
    for number in range(10):
        far = radius if number % 2 == 0 else radius * 0.382
        right = far * sin(number * pi / 5) + radius
        down = radius - far * cos(number * pi / 5)
        points.append(f"{right * 100:.0f},{down * 100:.0f}")
    across = f"{radius * 200:.0f}"
    return (
        '<draw:polygon text:anchor-type="paragraph" draw:style-name="star" '
        f'{_area(x, y, radius)} svg:viewBox="0 0 {across} {across}" '
        f'draw:points="{" ".join(points)}"/>'
    )


def _area(x: float, y: float, radius: float) -> str:
    size = f'svg:width="{2 * radius}pt" svg:height="{2 * radius}pt"'
    return f'{size} svg:x="{x - radius}pt" svg:y="{y - radius}pt"'
