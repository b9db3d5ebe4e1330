"""PDF documents for tests, written by hand: every line stands exactly where a test wants it."""

from __future__ import annotations

from collections.abc import Sequence

A4 = (595, 842)  # points

Words = tuple[float, float, float, str]
"""Left edge and base line (points from the lower left corner), size (points), text."""


def document(pages: Sequence[Sequence[Words]], title: str = "", *, locked: bool = False) -> bytes:
    """A PDF with *pages*, in Helvetica; *locked* asks for a password that nobody has."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        stream = b"\n".join(map(_said, page))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(b"<< /Title %s >>" % _string(title))
    info, extra = len(objects), b""
    if locked:
        nothing = b"<" + b"00" * 32 + b">"
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -44 /O %s /U %s >>" % (nothing, nothing))
        extra = b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    return _file(objects, b"/Root 1 0 R /Info %d 0 R" % info + extra)


def column(left: float, top: float, lines: Sequence[str], size: float = 10) -> list[Words]:
    """Lines below each other."""
    return [(left, top - 1.2 * size * number, size, line) for number, line in enumerate(lines)]


def _said(words: Words) -> bytes:
    left, base, size, text = words
    return b"BT /F1 %g Tf %g %g Td %s Tj ET" % (size, left, base, _string(text))


def _string(text: str) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(" + escaped.encode("cp1252") + b")"


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, trailer, len(out))
    )
