"""What this server says no to, and how."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr


class Refusal(Exception):
    """`code` and `locator` are those of an ExceptionReport."""

    def __init__(self, text: str, code: str = "NoApplicableCode", locator: str = "") -> None:
        super().__init__(text)
        self.text, self.code, self.locator = text, code, locator


def report(refusal: Refusal, version: str) -> str:
    """As WFS 1.1.0 writes it, or WFS 1.0.0."""
    place = f" locator={quoteattr(refusal.locator)}" if refusal.locator else ""
    if version == "1.0.0":
        return (
            '<?xml version="1.0" encoding="UTF-8"?><ServiceExceptionReport version="1.2.0" '
            f'xmlns="http://www.opengis.net/ogc"><ServiceException code={quoteattr(refusal.code)}{place}>'
            f"{escape(refusal.text)}</ServiceException></ServiceExceptionReport>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ows:ExceptionReport version="1.0.0" '
        f'xmlns:ows="http://www.opengis.net/ows"><ows:Exception exceptionCode={quoteattr(refusal.code)}{place}>'
        f"<ows:ExceptionText>{escape(refusal.text)}</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
    )
