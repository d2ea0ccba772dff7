"""Records become tables: one row a record, columns and dtypes from the record's own annotations."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import pandas as pd

from newsclaims.attributions import Attribution
from newsclaims.claims import Stance, Step, Title
from newsclaims.compare import Variant
from newsclaims.findings import Evidence
from newsclaims.holders import Holder
from newsclaims.periods import Period
from newsclaims.quantities import Quantity
from newsclaims.text import Span

PIECES = " … "  # between the words of a span and those of the next
STANCES: dict[Stance, str] = {"asserts": "says", "denies": "denies", "unsure": "unsure"}  # as readers are told
DTYPES: dict[Any, str] = {
    str: "str",
    Path: "str",
    int: "Int64",  # not int64: a missing offset would turn all of them into floats
    float: "float64",
    bool: "bool",
    dt.date: "datetime64[us]",  # what pandas makes of a parsed date
}


class Column(NamedTuple):
    """One column: its name, its dtype, what a record has in it (None if missing), and its choice of values."""

    name: str
    dtype: str
    cell: Callable[[Any], Any]
    values: tuple[str, ...] = ()


def quoted(spans: Sequence[Span]) -> str:
    """The words of the spans, with an ellipsis between pieces.

    >>> quoted([Span(0, 7, "“It is,"), Span(21, 26, "over”")])
    '“It is, … over”'
    """
    return PIECES.join(span.text for span in spans)


def in_words(cell: str) -> str:
    """A cell of a comparison's matrix as readers are shown it; an empty one stays empty.

    >>> in_words("asserts/denies")
    'says/denies'
    """
    return "/".join(said for stance, said in STANCES.items() if stance in cell.split("/"))


def to_frame(records: Iterable[Any], *, record: type | None = None) -> pd.DataFrame:
    """One row a record, in the order given; any of the package's records will do, all of one type.

    Of a span ``x`` the table has the words as ``x``, and the offsets as ``x_start`` and ``x_end``; of spans in pieces
    the words with an ellipsis between them, the first start and the last end. Holders become "A → B", a parent its
    cue, spans of several articles "article: words | …", and records within a record their number. What the text does
    not say is missing.

    Raises ValueError if there is no record to take the columns from and ``record`` does not name their type.

    >>> said = Attribution("a", (Span(0, 5, "Mayor"),), (Span(6, 10, "said"),), (Span(11, 17, "closed"),), "indirect")
    >>> to_frame([said])[["source", "content", "content_start", "content_end"]]
      source content  content_start  content_end
    0  Mayor  closed             11           17
    >>> len(to_frame([], record=Attribution).columns) == len(to_frame([said]).columns)
    True
    """
    rows = list(records)
    if record is None:
        if not rows:
            raise ValueError("an empty list does not tell its columns: name the type, as in to_frame([], record=Claim)")
        record = type(rows[0])
    strangers = {type(row).__name__ for row in rows if not isinstance(row, record)}
    if strangers:
        raise ValueError(
            f"a table of {record.__name__} can't hold {', '.join(sorted(strangers))}: make one table for each"
        )
    columns = [column for of_field in columns_of(record).values() for column in of_field]
    return pd.DataFrame({c.name: pd.Series([c.cell(row) for row in rows], dtype=c.dtype) for c in columns})


def columns_of(record: type) -> dict[str, list[Column]]:
    """The columns of a table of such records, by the field that they show.

    >>> [column.name for column in columns_of(Attribution)["source"]]
    ['source', 'source_start', 'source_end']
    """
    return {name: _columns(name, hint) for name, hint in _annotations(record)}


def _annotations(record: type) -> list[tuple[str, Any]]:
    """Fields in their order, then properties: what the record holds and what it knows about itself."""
    hints = get_type_hints(record)
    known = [(name, part.fget) for name, part in vars(record).items() if isinstance(part, property)]
    return [(f.name, hints[f.name]) for f in fields(record)] + [(n, get_type_hints(get)["return"]) for n, get in known]


def _columns(name: str, hint: Any) -> list[Column]:
    """The columns that a field becomes."""
    if get_origin(hint) in (Union, types.UnionType):  # "X | None" is X, with gaps
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    value = attrgetter(name)
    if get_origin(hint) is Literal:
        return [Column(name, "str", value, get_args(hint))]
    if hint in DTYPES:
        return [Column(name, DTYPES[hint], (lambda row: _text(value(row))) if hint is Path else value)]
    if hint is Span:
        return _stretch(name, int, lambda row: (value(row),) if value(row) else ())
    if hint == tuple[Span, ...]:
        return _stretch(name, int, value)
    if hint is Period:
        return _stretch(name, dt.date, lambda row: (value(row),) if value(row) else ())
    if hint is Title:
        return [Column(name, "str", lambda row: value(row).office if value(row) else None)]
    if hint is Holder:
        return [Column(name, "str", lambda row: value(row).name if value(row) else None)]
    if hint is Attribution:
        return [Column(name, "str", lambda row: quoted(value(row).cue) if value(row) else None)]
    part = get_args(hint)[0]
    if part in JOINED:
        mark, show = JOINED[part]
        return [Column(name, "str", lambda row: mark.join(show(item) for item in value(row)))]
    return [Column(name, "Int64", lambda row: len(value(row)))]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _stretch(name: str, kind: type, pieces: Callable[[Any], Sequence[Any]]) -> list[Column]:
    """Words, start and end of what has a start and an end; all missing where there is no piece."""
    return [
        Column(name, "str", lambda row: quoted([_span(piece) for piece in pieces(row)]) if pieces(row) else None),
        Column(f"{name}_start", DTYPES[kind], lambda row: pieces(row)[0].start if pieces(row) else None),
        Column(f"{name}_end", DTYPES[kind], lambda row: pieces(row)[-1].end if pieces(row) else None),
    ]


def _span(piece: Span | Period) -> Span:
    return piece.span if isinstance(piece, Period) else piece


def _place(item: Evidence | Variant) -> str:
    return f"{item.article_id}: {quoted(item.spans)}"


JOINED: dict[Any, tuple[str, Callable[[Any], str]]] = {  # what several of one kind become: mark between them, and each
    str: ("; ", str),
    Holder: (" → ", attrgetter("name")),
    Quantity: ("; ", attrgetter("span.text")),
    Step: (" → ", attrgetter("rule")),
    Evidence: (" | ", _place),
    Variant: (" | ", _place),
}
