"""What the columns of the tables are: type, unit and meaning, read off the records that the tables are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.compare import Conflict, Copy, Origin, Wording
from newsclaims.entities import Entity
from newsclaims.findings import Finding
from newsclaims.frames import columns_of, to_frame
from newsclaims.omissions import Omission

RECORDS: dict[str, type] = {
    "claims": Claim,
    "attributions": Attribution,
    "entities": Entity,
    "conflicts": Conflict,
    "wordings": Wording,
    "origins": Origin,
    "copies": Copy,
    "omissions": Omission,
    "findings": Finding,
}
TYPES = {
    "str": "text",
    "Int64": "whole number",
    "float64": "number",
    "bool": "True or False",
    "datetime64[us]": "date",
}
# What a field of a record means; its starts and ends, and the values that it can take, are told by its type.
MEANINGS: dict[type, dict[str, str]] = {
    Claim: {
        "id": "names the mention: one claim in one article",
        "article_id": "the article that it stands in: its file's name without .txt, or the id in its table",
        "spans": "the words that carry it, pieces joined with an ellipsis",
        "proposition": "the claim as a plain sentence in the positive form",
        "holders": "who says so, from the one nearest the article inwards; empty: the article itself",
        "stance": "how the innermost holder stands to it",
        "period": "the words that say when; missing if none do or the article has no date",
        "quantities": "the words of the numbers in it",
        "steps": "the rules by which the words became the proposition, in order",
        "title": "the office that it is about, if it is about who holds an office",
        "speaker": "whose opinion it tells of, if it tells of one",
    },
    Attribution: {
        "article_id": "the article that it stands in",
        "source": "who is said to have said it; missing if the text names nobody",
        "cue": "the words that tie source and content, such as said",
        "content": "what was said or thought, pieces joined with an ellipsis",
        "kind": "how it is told; unmarked: a quotation that has lost its marks",
        "parent": "the cue of the attribution in whose content this one lies; missing for an outer one",
        "unclosed": "whether the closing quotation mark is missing",
        "confidence": "the probability that a reader marks the same source and content",
    },
    Entity: {
        "name": "the fullest name that the articles give",
        "kind": "what it is",
        "aliases": "its other names",
        "roles": "titles and descriptions, as they stand in the articles",
        "gender": "what its titles and first name say of it, if they say anything",
        "mentions": "how often it is mentioned, over all articles",
    },
    Conflict: {
        "clusters": "the two claims (matrix.csv: cluster) that can't both be true",
        "kind": "in what they differ",
        "note": "the two values",
        "soft": "whether a kind reading reconciles them",
    },
    Wording: {
        "speaker": "whose utterance it is; missing if no article names anybody",
        "variants": "the article and its rendering, for each",
    },
    Origin: {
        "name": "who is at the end of the chain of holders; an outlet for what an article says itself",
        "clusters": "the claims (matrix.csv: cluster) that go back to this origin",
        "articles": "the articles that carry them",
        "claims": "the mentions (claims.csv: id) that go back to it",
    },
    Copy: {
        "article_id": "the article that has the words again",
        "span": "the words that it has from an earlier article",
        "earlier_id": "the earlier article",
        "earlier": "the words as they stand there",
        "share": "how much of the article these words are, quotations aside",
    },
    Omission: {
        "article_id": "the article that leaves it out",
        "cluster": "the claim (matrix.csv: cluster) that is left out; missing if it is a voice",
        "stance": "the side of the claim that is left out; missing if it is the whole claim, or a voice",
        "origin": "the voice (origins.csv: name) that is not even named; missing if it is a claim",
        "articles": "the articles that carry it",
        "share": "how many of the other outlets carry it",
        "prominence": "how near the top of their articles it stands, on average",
        "surprise": "share times prominence",
    },
    Finding: {
        "kind": "what sort of finding it is",
        "statement": "a sentence about what sources say",
        "evidence": "the article and its words, for each piece of evidence",
    },
}
SHARE = "share from 0 to 1"
UNITS = {"confidence": SHARE, "share": SHARE, "prominence": SHARE, "surprise": SHARE, "mentions": "mentions"}
CLUSTER = "the claim (matrix.csv: cluster) that it is a mention of"
MATRIX = {
    "cluster": "names the claim",
    "score": "how likely a mention says what the claim does, on average",
    "claim": "the claim as a plain sentence in the positive form",
}
CELL = "how this article has it: asserts, denies or unsure, several joined with /; empty: not found"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one column of one table is; ``unit`` is None where there is nothing to count."""

    table: str
    column: str
    type: str
    unit: str | None
    meaning: str


def describe(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """A row for each column of the tables that a comparison is written as, by their names.

    >>> conflicts = to_frame([], record=Conflict)
    >>> print(*describe({"conflicts": conflicts})["column"])
    clusters kind note soft
    """
    entries = [entry for name, table in tables.items() for entry in _entries(name, table)]
    return to_frame(entries, record=Entry)


def _entries(name: str, table: pd.DataFrame) -> Iterator[Entry]:
    known = {entry.column: entry for entry in _of_record(name, RECORDS[name])} if name in RECORDS else {}
    for column in table.columns:
        if column in known:
            yield known[column]
        elif name == "matrix":
            kind, unit = ("number", SHARE) if column == "score" else ("text", None)
            yield Entry(name, column, kind, unit, MATRIX.get(column, CELL))
        else:
            yield Entry(name, column, "text", None, CLUSTER)


def _of_record(table: str, record: type) -> Iterator[Entry]:
    for field, columns in columns_of(record).items():
        for column in columns:
            meaning = MEANINGS[record][field]
            if column.values:
                meaning += f" ({', '.join(column.values)})"
            is_date = column.dtype == "datetime64[us]"
            unit, said = UNITS.get(field), meaning
            if column.name == f"{field}_start":
                unit = "day" if is_date else "code points"
                said = f"the first day of {field}" if is_date else f"where {field} starts in the article's text"
            elif column.name == f"{field}_end":
                unit = "day" if is_date else "code points"
                said = (
                    f"the day behind the last of {field}"
                    if is_date
                    else f"where {field} ends: behind its last character"
                )
            yield Entry(table, column.name, TYPES[column.dtype], unit, said)
