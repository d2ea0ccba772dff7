"""Dates and numbers in text, as half-open intervals against the article's date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from newsclaims.text import Span


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days ``start <= day < end``, and the words that gave it."""

    start: dt.date
    end: dt.date
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number known to lie in ``low <= x <= high``, what it counts (None if nothing), and the words that gave it."""

    low: float
    high: float
    unit: str | None
    span: Span
