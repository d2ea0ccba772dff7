"""Spans of one unchanging text, and its paragraphs, sentences and tagged tokens."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # nltk takes more than a second to import: it is fetched where it is used
    import numpy as np
    from nltk.tag.perceptron import PerceptronTagger
    from nltk.tokenize.punkt import PunktSentenceTokenizer
    from numpy.typing import NDArray

PARAGRAPH = re.compile(r"\S[^\n]*")

# One character for one, so that offsets hold. Punkt and the tagger were taught on text with these replaced.
STRAIGHT = str.maketrans("“”\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "\"\"''")

# The first character behind a sentence's end that is no quotation mark and closes no bracket.
FOLLOWS = re.compile(r"""[\s"'“”\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK})\]]*(.?)""")

# Punkt ends a sentence after an abbreviation if the next word is known in lower case alone, but not here: "Mr. Steel".
TITLE = re.compile(r"\b(?:Adm|Capt|Col|Dr|Gen|Gov|Hon|Lt|Maj|Messrs|Mrs?|Ms|Pres|Prof|Reps?|Rev|Sens?|Sgt|Supt)\.\Z")

# No sentence by itself, whatever Punkt thinks of the word behind it: "U.N. | Envoy Quits".
INITIALS = re.compile(r"\s*(?:[A-Z]\.){2,}")

# Words as GUM and the Penn Treebank cut them, but hyphens stay within a word ("president-elect"), and a full stop
# before the sentence's last word belongs to the word it follows, since Punkt has found no sentence end there. Whatever
# no line names is a token of one character, so nothing is lost. 0.25 % of GUM's 233,926 tokens are cut otherwise,
# hyphens apart.
APOSTROPHE = r"['\N{RIGHT SINGLE QUOTATION MARK}]"
WORD = rf"""(?: Ph\.D\.?
             | (?:[^\W\d_]\.)+ [^\W\d_]\b \.?        # U.S., a.m.
             | \w+? (?= (?i:n{APOSTROPHE}t)\b )     # the "do" of "don't"
             | \w [\w\u0300-\u036F\u00AD\u200C\u200D]*  # with accents, soft hyphens, joiners
           )"""
TOKEN = re.compile(
    rf"""
      (?: https?:// | www\. ) [^\s<>"”“]* [\w/]
    | [@\#] [^\W\d] \w*
    | (?<!\w) \.\d+
    | (?<=\w) (?i:n{APOSTROPHE}t)\b
    | (?<=[\w.)"”]) {APOSTROPHE} (?i:s|m|d|ll|re|ve)\b
    | {APOSTROPHE} (?: \d\ds? | (?i:em|til) )\b
    | (?i: can(?=not\b) | gon(?=na\b) | wan(?=na\b) | got(?=ta\b) )
    | {WORD}
      (?: (?: [-\N{{HYPHEN}}\N{{NON-BREAKING HYPHEN}}&@]
            | {APOSTROPHE} (?! (?i:s|m|d|ll|re|ve)\b )
            | (?<=\d) [.,:/] (?=\d)
            | \. (?=[a-z])
          ) {WORD} )*
      (?: \. (?= [\s,;:)\]] | {APOSTROPHE} ) (?= \W*\w ) )?
    | \.{{2,}} | -{{2,}} | `` | \'\'
    | \S
    """,
    re.VERBOSE,
)

# What a browser drops, or what turns the direction of the text around it: shown by its number instead. Tab and line
# ends are text. Lone surrogates can't be written at all.
UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The stretch ``start:end`` (code points, half-open) of a text, with its words.

    Raises ValueError if the words do not have the length that the offsets give.

    >>> Span.cut("The minister said no.", 4, 12)
    Span(start=4, end=12, text='minister')
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not fit {len(self.text)} characters: {self.text!r}")

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Span:
        """The span ``start:end`` of ``text``; raises ValueError if it lies outside."""
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span {start}:{end} lies outside a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def stands_in(self, text: str) -> bool:
        """Whether ``text`` reads so at these offsets."""
        return text[self.start : self.end] == self.text

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly within."""
        return self.start <= other.start and other.end <= self.end


def paragraphs(text: str) -> list[Span]:
    """The lines that hold something, without the white space around them.

    >>> [p.text for p in paragraphs("One.\\n\\n  Two. ")]
    ['One.', 'Two.']
    """
    return [Span.cut(text, m.start(), m.start() + len(m[0].rstrip())) for m in PARAGRAPH.finditer(text)]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of the stretch ``start:end``, none of which goes on past its line; closing marks stay with theirs.

    A full stop, "?" or "!" ends one where Punkt says so (Kiss and Strunk 2006; parameters learnt from news), but never
    before a small letter, a comma or the like: news goes on after a quotation, "'Why?' he asked". Raises ValueError if
    the stretch lies outside the text.

    >>> [s.text for s in sentences("“It is false.” Mr. Lee denied the talks on Nov. 11. Oslo did too.")]
    ['“It is false.”', 'Mr. Lee denied the talks on Nov. 11.', 'Oslo did too.']
    """
    found = []
    for line in paragraphs(Span.cut(text, start, len(text) if end is None else end).text):
        offset = start + line.start
        found += [Span.cut(text, offset + first, offset + last) for first, last in _cut(line.text)]
    return found


@lru_cache(maxsize=4096)  # an article's lines are read for names and for claims, and their sentences for tokens
def _cut(line: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a line start and end."""
    found = []
    begin = 0
    for _, stop in _punkt().span_tokenize(line.translate(STRAIGHT)):
        following = FOLLOWS.match(line, stop)
        goes_on = following and (following[1].islower() or following[1] in tuple(",;:"))
        if goes_on or (stop < len(line) and TITLE.search(line, max(begin, stop - 8), stop)):
            continue
        if stop < len(line) and INITIALS.fullmatch(line, begin, stop):
            continue
        piece = line[begin:stop]
        found.append((begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())))
        begin = stop
    return tuple(found)


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """A word or mark at ``start:end`` of a text, with its Penn Treebank tag."""

    start: int
    end: int
    text: str
    tag: str


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words and marks of the one sentence ``start:end``, untagged; all but white space is in one of them.

    >>> [w.text for w in words("The president-elect didn't call Mr. Lee's aide.")]
    ['The', 'president-elect', 'did', "n't", 'call', 'Mr.', 'Lee', "'s", 'aide', '.']
    """
    return [Span(*m.span(), m[0]) for m in TOKEN.finditer(text, start, len(text) if end is None else end)]


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of the stretch ``start:end`` with their tags, sentence by sentence; offsets are the text's.

    Tags are the Penn Treebank's, as ``training/README.md`` lists them. Raises ValueError if the stretch lies outside.

    >>> [(t.text, t.tag) for t in tokens("The Senate denied reports.")]
    [('The', 'DT'), ('Senate', 'NNP'), ('denied', 'VBD'), ('reports', 'NNS'), ('.', '.')]
    """
    found = []
    for sentence in sentences(text, start, end):
        cut = words(text, sentence.start, sentence.end)
        tags = _tags(tuple(plain(word.text) for word in cut))
        found += [Token(w.start, w.end, w.text, tag) for w, tag in zip(cut, tags, strict=True)]
    return found


@lru_cache(maxsize=4096)  # an article's sentences are read for names, attributions and claims: they are tagged once
def _tags(cut: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag for _, tag in _tagger().tag(list(cut)))


def plain(word: str) -> str:
    r"""The word as the tagger knows it: straight apostrophes within, while a quotation mark alone keeps its direction.

    >>> plain("n\N{RIGHT SINGLE QUOTATION MARK}t"), plain("”")
    ("n't", '”')
    """
    return word.translate(STRAIGHT) if len(word) > 1 else word


def visible(text: str) -> str:
    r"""The text as a page can show it: characters that can't be seen, or that turn the reading direction, by number.

    >>> visible("The mayor\N{RIGHT-TO-LEFT OVERRIDE} said no.")
    'The mayor[U+202E] said no.'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNSHOWABLE.sub(lambda match: f"[U+{ord(match[0]):04X}]", lines)


def _resource(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(files("newsclaims").joinpath("resources", name).read_text("utf-8"))
    return content


@cache
def _punkt() -> PunktSentenceTokenizer:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    shipped = _resource("sentences.json")
    parameters = PunktParameters()
    parameters.abbrev_types = set(shipped["abbreviations"])
    parameters.collocations = {(before, after) for before, after in shipped["collocations"]}
    parameters.sent_starters = set(shipped["starters"])
    parameters.ortho_context = defaultdict(int, shipped["spellings"])
    return PunktSentenceTokenizer(parameters)


def perceptron(shipped: dict[str, Any]) -> PerceptronTagger:
    """NLTK's tagger with the tags, unambiguous words and weights of ``resources/tagger.json``."""
    from nltk.tag.perceptron import PerceptronTagger

    tagger = PerceptronTagger(load=False)
    tagger.model, tagger.tagdict = _Perceptron(shipped["weights"], shipped["tags"]), shipped["words"]
    return tagger


class _Perceptron:
    """Does what NLTK's own does in a tenth of the time: the weights of a feature are a row, not a dict."""

    def __init__(self, weights: dict[str, dict[str, int]], tags: Iterable[str]) -> None:
        import numpy as np

        self.tags = sorted(tags, reverse=True)  # of two that are as likely the last one, as with NLTK
        self.row = {feature: number for number, feature in enumerate(weights)}
        self.table: NDArray[np.int32] = np.zeros((len(weights), len(self.tags)), dtype=np.int32)
        column = {tag: number for number, tag in enumerate(self.tags)}
        cells = [(self.row[feature], column[tag], w) for feature, own in weights.items() for tag, w in own.items()]
        rows, columns, values = np.array(cells).T
        self.table[rows, columns] = values

    def predict(self, features: Iterable[str], return_conf: bool = False) -> tuple[str, None]:
        """The likeliest tag, and no confidence, for which nobody asks."""
        scores = self.table[[self.row[feature] for feature in features if feature in self.row]].sum(axis=0)
        return self.tags[int(scores.argmax())], None


@cache
def _tagger() -> PerceptronTagger:
    return perceptron(_resource("tagger.json"))
