"""Gold, and what is held against it, out of files: brat, Label Studio, attributions.jsonl and claims.json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsclaims.annotations import read_label_studio
from newsclaims.attributions import Attribution
from newsclaims.evaluate import nest, read_attribution_gold
from newsclaims.matching import article_of
from newsclaims.writing import read_attributions

STANCES = ("asserts", "denies", "unsure")
ANOTHER = "give the texts that were annotated"
FORMS = "a folder of brat's .ann files, an export of Label Studio (.json), claims.json or attributions.jsonl"


@dataclass(frozen=True, slots=True)
class Marks:
    """What was marked in some articles, by readers or by a program; a part is None where nobody marked any.

    ``attributions`` are by article, or by article, an underscore and an annotator; ``claims`` have the form of
    ``claims.json``; ``notes`` say what could not be used.
    """

    attributions: Mapping[str, Sequence[Attribution]] | None = None
    claims: Mapping[str, Any] | None = None
    notes: tuple[str, ...] = ()

    @property
    def claimed(self) -> tuple[str, ...]:
        """The articles whose claims were marked: those that the file lists, or else that have a mention."""
        if self.claims is None:
            return ()
        listed = self.claims.get("articles") or dict.fromkeys(m["article"] for m in _mentions(self.claims))
        return tuple(sorted(id.removesuffix(".txt") for id in listed))


def read_marks(path: Path | str, texts: Mapping[str, str], *, predictions: bool = True) -> Marks:
    """What a file or folder has of the articles of ``texts`` (id → text).

    Taken are brat's ``.ann`` files, an export of Label Studio, ``claims.json`` and ``attributions.jsonl``, or a folder
    with several of them, as ``newsclaims compare`` writes it. Articles without a text are left out, with a note.
    Without ``predictions``, so are tasks of Label Studio that nobody has annotated. Raises ValueError for a file of
    another form, for one that was made on other texts, and if nothing is left.

    >>> import tempfile
    >>> said = "T1\\tCue 4 8\\tsaid\\nT2\\tContent 9 11\\tno\\nE1\\tAttribution:T1 Cue:T1 Content:T2\\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "gazette.ann").write_text(said, encoding="utf-8")
    ...     [*read_marks(folder, {"gazette": "Lee said no."}).attributions]
    ['gazette']
    """
    path = Path(path)
    parts = [_read(place, texts, predictions) for place in _places(path)]
    attributions = [part.attributions for part in parts if part.attributions is not None]
    claims = [part.claims for part in parts if part.claims is not None]
    if len(attributions) > 1:
        raise ValueError(f"{path} holds attributions in several forms: name the file or the folder of one of them")
    marked = {key: found for part in attributions for key, found in part.items()}
    event = claims[0] if claims else None
    known = {key: found for key, found in marked.items() if article_of(key, texts)}
    strays = {key for key in marked if key not in known} | ({*Marks(claims=event).claimed} - {*texts})
    if event is not None:
        event = within(event, texts)
    notes = [note for part in parts for note in part.notes]
    if not known and not Marks(claims=event).claimed:
        reason = " and ".join(notes) or f"it names {_some(strays) or 'no article'}, and the articles are {_some(texts)}"
        raise ValueError(
            f"{path} has nothing to score ({reason}): annotate these articles, or name them as the files do"
        )
    if strays:
        notes.append(f"{path}: no article for {_some(strays)}: left out")
    return Marks(known or None, event if Marks(claims=event).claimed else None, tuple(notes))


def within(claims: Mapping[str, Any], ids: Iterable[str]) -> dict[str, Any]:
    """The claims, in the form of ``claims.json``, as far as some articles have them.

    >>> event = {"claims": [{"id": "c1", "mentions": [{"article": "a"}, {"article": "b.txt"}]}]}
    >>> within(event, ["b"])["claims"]
    [{'id': 'c1', 'mentions': [{'article': 'b.txt'}]}]
    """
    ids = frozenset(ids)

    def inside(places: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        return [place for place in places if place["article"].removesuffix(".txt") in ids]

    kept = [claim | {"mentions": inside(claim["mentions"])} for claim in claims["claims"]]
    return {
        **claims,
        "articles": {
            id: about for id, about in (claims.get("articles") or {}).items() if id.removesuffix(".txt") in ids
        },
        "claims": [claim for claim in kept if claim["mentions"]],
        "conflicts": claims.get("conflicts") or [],
        "wording": [group | {"variants": inside(group["variants"])} for group in claims.get("wording") or []],
    }


def _places(path: Path) -> list[Path]:
    """The file itself, or what is of use in a folder."""
    if not path.is_dir():
        return [path]
    parts = [path / name for name in ("attributions", "attributions.jsonl", "claims.json")]
    places = [part for part in parts if (any(part.glob("*.ann")) if part.is_dir() else part.is_file())]
    if any(path.glob("*.ann")):
        places.insert(0, path)
    if not places:
        raise ValueError(f"{path} holds nothing to score: name {FORMS}")
    return places


def _read(path: Path, texts: Mapping[str, str], predictions: bool) -> Marks:
    if path.is_dir():
        found = read_attribution_gold(path, texts)
        return Marks({key: nest(view) for key, view in found.items()}, notes=tuple(_misread(path, texts)))
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return Marks(read_attributions(path, texts))
    if path.suffix.lower() != ".json":
        raise ValueError(f"{path} is of no form that can be scored: name {FORMS}")
    try:
        data = json.loads(path.read_bytes())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"{path} is no JSON ({error}): export it anew") from error
    if isinstance(data, dict):
        return Marks(claims=_checked(path, data, texts))
    read = read_label_studio(path, predictions=predictions)
    for id, said in read.items():
        for span in (span for a in said for span in (*a.source, *a.cue, *a.content)):
            if id in texts and not span.stands_in(texts[id]):
                raise ValueError(f"{path}: article {id!r} does not read {span.text!r} at {span.start}: {ANOTHER}")
    left = len(data) - len(read)
    note = f"{path}: {left} of {len(data)} tasks have no annotation of a reader: left out"
    return Marks(read, notes=(note,) if left else ())


def _misread(folder: Path, texts: Mapping[str, str]) -> Iterator[str]:
    """A note for each of brat's files whose words are not those of the article, as when its text was changed."""
    for path in sorted(folder.glob("*.ann")):
        id = article_of(path.stem, texts)
        rows = re.findall(r"^T\d+\t\S+ ([\d ;]+)\t(.*?)\r?$", path.read_bytes().decode("utf-8"), re.MULTILINE)
        if id is not None:
            cut = [[texts[id][slice(*map(int, piece.split()))] for piece in place.split(";")] for place, _ in rows]
            wrong = sum(not _same(" ".join(pieces), words) for pieces, (_, words) in zip(cut, rows, strict=True))
            if wrong:
                yield f"{path}: {wrong} of {len(rows)} stretches read otherwise in the article: {ANOTHER}"


def _checked(path: Path, data: Mapping[str, Any], texts: Mapping[str, str]) -> Mapping[str, Any]:
    """The claims of a file, if it has the form of ``claims.json`` and its mentions stand in the articles."""
    try:
        for claim in data["claims"]:
            for mention in claim["mentions"]:
                _check(mention, texts, f"claim {claim['id']}")
        if not all(isinstance(claim["id"], str) for claim in data["claims"]):
            raise TypeError("a claim's id is no text")
        if len({claim["id"] for claim in data["claims"]}) < len(data["claims"]):
            raise ValueError("two claims have one id: give each its own")
        if not isinstance(data.get("articles") or {}, dict):
            raise TypeError("articles are no object")
        for variant in (variant for group in data.get("wording") or [] for variant in group["variants"]):
            _check(variant, texts, "wording")
        if not all(isinstance(id, str) for conflict in data.get("conflicts") or [] for id in conflict["claims"]):
            raise TypeError("a conflict names what is no claim")
    except (KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(f"{path} has not the form of claims.json ({type(error).__name__}: {error})") from error
    except ValueError as error:
        raise ValueError(f"{path}, {error}") from error
    return data


def _check(mention: Mapping[str, Any], texts: Mapping[str, str], where: str) -> None:
    text = texts.get(mention["article"].removesuffix(".txt"))
    if mention.get("stance", "asserts") not in STANCES:
        raise ValueError(f"{where}: {mention['stance']!r} is no stance: it is one of {', '.join(STANCES)}")
    spans = mention.get("spans") or []
    if not spans and not isinstance(mention["quote"], str):
        raise TypeError(f"{where}: a mention without spans and without a quote")
    if not all(isinstance(holder, str) for holder in [*(mention.get("holders") or [])]):
        raise TypeError(f"{where}: holders that are no names")
    words = " … ".join(text[int(start) : int(end)] for start, end in spans) if text is not None and spans else None
    if words is not None and not _same(words, mention.get("quote") or words):
        raise ValueError(
            f"{where}: article {mention['article']!r} reads {words!r}, not {mention['quote']!r}: {ANOTHER}"
        )


def _same(one: str, other: str) -> bool:
    """Whether two stretches read the same but for white space and the form of an ellipsis."""
    one, other = ("".join(words.replace("...", "…").split()) for words in (one, other))
    return one == other


def _mentions(claims: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (mention for claim in claims["claims"] for mention in claim["mentions"])


def _some(names: Iterable[str], most: int = 3) -> str:
    """The first of some names, and how many more there are."""
    listed = sorted(names)
    return ", ".join(map(repr, listed[:most])) + (f" and {len(listed) - most} more" if len(listed) > most else "")
