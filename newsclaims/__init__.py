"""Compare what news articles claim: who says what, who denies it, who leaves it out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclaims.articles import read_articles
    from newsclaims.attributions import extract_attributions
    from newsclaims.claims import normalize_claims
    from newsclaims.compare import compare_articles, compare_claims
    from newsclaims.findings import derive_findings, verify
    from newsclaims.frames import to_frame
    from newsclaims.report import write_report

__version__ = "0.1.0"
__all__ = [
    "compare_articles",
    "compare_claims",
    "derive_findings",
    "extract_attributions",
    "normalize_claims",
    "read_articles",
    "to_frame",
    "verify",
    "write_report",
]

_MODULES = {
    "compare_articles": "compare",
    "compare_claims": "compare",
    "derive_findings": "findings",
    "extract_attributions": "attributions",
    "normalize_claims": "claims",
    "read_articles": "articles",
    "to_frame": "frames",
    "verify": "findings",
    "write_report": "report",
}


def __getattr__(name: str) -> object:
    """A verb is imported when it is first asked for: pandas and nltk take a second that ``newsclaims --help`` saves."""
    if name not in _MODULES:
        raise AttributeError(f"module 'newsclaims' has no attribute {name!r}: it has {', '.join(__all__)}")
    return getattr(import_module(f"newsclaims.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
