"""Who is reported to have said what: source, cue and content."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from nltk.stem.snowball import EnglishStemmer

from newsclaims.articles import Article
from newsclaims.clauses import ADVERBS, NOUNS, WHEN, VerbGroup, noun_phrase_from, subject_before, verb_groups
from newsclaims.text import Span, Token, sentences, tokens

Kind = Literal["direct", "indirect", "mixed", "unmarked"]

# A verb or noun is read as a cue where at least this share of its occurrences with the same kind of complement are
# cues in PolNeAR's training articles. Swept over 0.3-0.7 on PolNeAR's dev part: relation F1 51, 53, 55, 55, 54.
CUE_SHARE = 0.6
OPENING = "“‘«"
CLOSING = {"“": "”", "‘": "’", "«": "»", '"': '"', "'": "'"}
CLAUSE_OPENERS = frozenset("that whether if how why what who when where".split())
# Verbs whose object is the one who is told, not what is told.
TELLING = frozenset(
    "tell told remind inform assur warn advis notifi brief convinc persuad ask urg press encourag order instruct".split()
)
# Nouns that stand for somebody's words where a clause or "of" follows; PolNeAR marks them only where no verb does the
# same work, so their shares there are too low to go by.
REPORTING_NOUNS = frozenset("report claim alleg accus rumor rumour assert specul suggest indic".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words or thoughts: who (source), the words that tie (cue), what (content).

    Each role is a tuple of spans, in text order; a source may be empty, a content in pieces.
    ``parent`` is the attribution whose content this one lies in; None for an outer one.
    ``unclosed`` records a quotation whose closing mark is missing.
    """

    article_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    parent: Attribution | None = None
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Offsets of a stretch between quotation marks, marks included; it ends with its paragraph if it is not closed."""

    start: int
    end: int
    closed: bool = True


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """The outermost quotations of one paragraph; double marks of any kind open and close each other.

    >>> [(q.start, q.end) for q in quotations('“We won," she said.')]
    [(0, 9)]
    """
    end = len(text) if end is None else end
    found: list[Quotation] = []
    opened: int | None = None
    single = False
    for i in range(start, end):
        mark = text[i]
        if mark not in "\"'“”‘’«»":
            continue
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        if opened is None:
            if mark in "“«" or (mark == '"' and (not before.isalnum())):
                opened, single = i, False
            elif mark in "'‘" and not before.isalnum() and after.isalnum() and _closes_later(text, i + 1, end):
                opened, single = i, True
        elif single:
            if mark in "'’" and not after.isalnum():
                found.append(Quotation(opened, i + 1))
                opened = None
        elif mark in '”»"':
            found.append(Quotation(opened, i + 1))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, end, closed=False))
    return found


def _closes_later(text: str, i: int, end: int) -> bool:
    """Whether a single mark opened before ``i`` finds its closing one: behind a word, not before a letter, not a plural's."""
    for match in re.compile(r"['’](?![\w])").finditer(text, i, min(end, i + 300)):
        before = text[match.start() - 1]
        if (
            before in ",.!?"
            or (before.isalnum() and before != "s")
            or match.end() == end
            or text[match.end()] in ",.;:!?"
        ):
            return True
    return False


@cache
def _cues() -> dict[str, list[int]]:
    """How often a stem with a complement was a cue in training articles, and how often it occurred."""
    return dict(json.loads(files("newsclaims.resources").joinpath("cues.json").read_text(encoding="utf-8")))


@cache
def stem(word: str) -> str:
    """The Snowball stem of a word, which is how the cue table knows it."""
    return str(EnglishStemmer().stem(word.lower()))


def cue_share(word: str, complement: str, part: str) -> float:
    """The share of a word's occurrences as ``part`` (verb or noun) with this complement that are cues; 0 for unknown words.

    Few occurrences are drawn towards the share of the word whatever its complement, as four more would.
    """
    whole = _cues().get(f"{part} {stem(word)}", [0, 0])
    cues, all_ = _cues().get(f"{part} {stem(word)} {complement}", [0, 0])
    prior = whole[0] / (whole[1] + 2)
    if part == "noun" and stem(word) in REPORTING_NOUNS and complement in {"that", "of"}:
        return 1.0
    if part == "verb" and stem(word) in TELLING and complement in {"np to", "np that", "np of", "np clause"}:
        return 1.0
    return (cues + 4 * prior) / (all_ + 4)


def complement(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """What kind of thing follows a verb or noun at token ``i``, and where it starts once time and place are stepped over.

    One of: quote, that, colon, end, to, ing, as, clause, np, "np that", "np to", "np quote", "np clause", "np <preposition>",
    a preposition, adjective, other.
    """
    while i < len(tokens) and tokens[i].tag in ADVERBS:
        i += 1
    if i >= len(tokens) or tokens[i].text in ".;!?—–":
        return "end", i
    here, word = tokens[i], tokens[i].text.lower()
    if here.tag == "QUOTE":
        return "quote", i
    if here.text in ",:":
        if i + 1 < len(tokens) and tokens[i + 1].tag == "QUOTE":
            return "quote", i + 1
        return ("colon", i + 1) if here.text == ":" else ("end", i)
    if word in CLAUSE_OPENERS:
        return "that", i
    if here.tag == "TO" or (word == "not" and i + 1 < len(tokens) and tokens[i + 1].tag == "TO"):
        return "to", i
    if here.tag in {"IN", "RP"}:
        stop = noun_phrase_from(tokens, i + 1, attach=False)
        if stop > i + 1 and stop < len(tokens) and WHEN.fullmatch(tokens[stop - 1].text.rstrip(".")):
            kind, start = complement(tokens, stop)
            if kind in {"quote", "that", "colon", "clause", "end"}:
                return kind, start
        return word, i
    if here.tag == "VBG":
        return "ing", i
    stop = noun_phrase_from(tokens, i, attach=False)
    if stop == i:
        return ("adjective" if here.tag.startswith("JJ") else "other"), i
    if WHEN.fullmatch(tokens[stop - 1].text) and here.tag != "DT":
        return complement(tokens, stop)
    further = noun_phrase_from(tokens, i)
    k = further
    while k < len(tokens) and tokens[k].tag in ADVERBS:
        k += 1
    if k < len(tokens) and tokens[k].tag in {"MD", "VBD", "VBZ", "VBP"}:
        return "clause", i
    k, (kind, _) = stop, complement(tokens, stop)
    if kind in {"that", "to", "quote", "clause", "colon"}:
        return f"np {kind}", i
    if stop < len(tokens) and tokens[stop].tag == "IN":
        return f"np {tokens[stop].text.lower()}", i
    return "np", i


@dataclass(frozen=True, slots=True)
class _Draft:
    """An attribution in offsets, before its article's parents are known."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    unclosed: bool = False


class Unit:
    """One sentence, or several that a quotation holds together, with whole quotations as one token each."""

    def __init__(self, text: str, start: int, end: int, quotes: Sequence[Quotation]):
        self.start, self.end = start, end
        self.quotes = [q for q in quotes if start <= q.start < end and stands_alone(text, start, q)]
        self.tokens: list[Token] = []
        at = start
        for quote in self.quotes:
            self.tokens += tokens(text, at, quote.start)
            self.tokens.append(Token(quote.start, quote.end, "QUOTE", "QUOTE"))
            at = quote.end
        self.tokens += tokens(text, at, end)
        self.tokens = [replace(t, tag=retagged(self.tokens, i)) for i, t in enumerate(self.tokens)]
        self.groups = verb_groups(self.tokens)


def retagged(row: Sequence[Token], i: int) -> str:
    """The tag of a token, a verb's where the tagger saw a noun in what is a verb of saying in all our counts.

    Headlines need it: "Ministry denies report".
    """
    token = row[i]
    if token.tag not in {"NN", "NNS"} or not token.text.endswith("s") or not i or row[i - 1].tag not in NOUNS:
        return token.tag
    as_verb, as_noun = (_cues().get(f"{part} {stem(token.text)}", [0, 0]) for part in ("verb", "noun"))
    return "VBZ" if as_verb[0] >= 5 and as_verb[1] > 4 * as_noun[1] else token.tag


def stands_alone(text: str, start: int, quote: Quotation) -> bool:
    """Whether a quotation is an utterance of its own rather than words taken into the writer's sentence.

    It is where it opens its sentence or follows a comma, a colon or a verb of saying, and holds more than three words.
    """
    before = text[start : quote.start].rstrip()
    inside = text[quote.start + 1 : quote.end].strip()
    if not before or before[-1] in ",:—–":
        return len(inside.split()) > 2 or inside[-2:-1] in ("?", "!", ".", ",")
    return len(inside.split()) > 3 and inside[:1].isupper()


def extract_attributions(article: Article) -> list[Attribution]:
    """The attributions of an article's title and body, in text order, nested ones with their parent.

    Rules on tags and quotation marks; which words are cues, and before what, was counted in PolNeAR (see ``training``).
    """
    drafts: list[_Draft] = []
    for passage in article.passages():
        drafts = _read_paragraph(article.text, passage, drafts)
    return _link(article, drafts)


def _read_paragraph(text: str, passage: Span, drafts: list[_Draft]) -> list[_Draft]:
    """The drafts so far and those of one more paragraph."""
    quotes = quotations(text, passage.start, passage.end)
    for start, end in units(text, passage, quotes):
        unit = Unit(text, start, end, quotes)
        words = [t for t in unit.tokens if t.tag != "QUOTE" and any(c.isalnum() for c in t.text)]
        if unit.quotes and not words:
            # A quotation with nothing around it goes on with the speaker of the one before.
            spans = tuple((q.start, q.end) for q in unit.quotes)
            last = _last_quoted(drafts, text)
            if last is not None:
                drafts = [*drafts]
                drafts[last] = replace(drafts[last], content=drafts[last].content + spans)
            else:
                drafts = [*drafts, _Draft(None, None, spans, any(not q.closed for q in unit.quotes))]
            continue
        found = list(_read_unit(unit))
        for quote in unit.quotes:
            inner = Span.cut(text, quote.start + 1, max(quote.start + 1, quote.end - quote.closed))
            for sentence in sentences(text, inner.start, inner.end):
                found += _read_unit(Unit(text, sentence.start, sentence.end, ()))
        drafts = [*drafts, *sorted(found, key=lambda d: d.cue or d.content[0])]
    return drafts


def _last_quoted(drafts: Sequence[_Draft], text: str) -> int | None:
    """The index of the last outer attribution with a quotation among the last few, whose speaker a bare quotation continues."""
    for i in range(len(drafts) - 1, max(-1, len(drafts) - 6), -1):
        if drafts[i].content and text[drafts[i].content[-1][0]] in '"“«':
            return i
    return None


def units(text: str, passage: Span, quotes: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, joined where one ends inside a quotation."""
    start: int | None = None
    for sentence in sentences(text, passage.start, passage.end):
        start = sentence.start if start is None else start
        if not any(q.start < sentence.end < q.end for q in quotes):
            yield start, sentence.end
            start = None
    if start is not None:
        yield start, passage.end


def _read_unit(unit: Unit) -> Iterator[_Draft]:
    """The attributions of one unit."""
    subject: tuple[int, int] | None = None
    for group in unit.groups:
        head = unit.tokens[group.head]
        own = subject_before(unit.tokens, group.start)
        if own and not group.finite and unit.tokens[group.start - 1].text == ",":
            own = None  # "…, adding that": who speaks is the subject of the clause before
        draft = _according_to(unit, group) if head.text.lower() == "according" else _verb(unit, group, own or subject)
        if own and group.finite and not (draft and draft.content[0][0] < draft.cue[0]):
            subject = own
        if draft:
            yield draft
    for i, token in enumerate(unit.tokens):
        if token.tag in {"NN", "NNS"} and (draft := _noun(unit, i)):
            yield draft


def _chars(unit: Unit, start: int, end: int) -> tuple[int, int]:
    return unit.tokens[start].start, unit.tokens[end - 1].end


def _according_to(unit: Unit, group: VerbGroup) -> _Draft | None:
    """``According to X, content`` or ``content, according to X``."""
    t = unit.tokens
    i = group.head
    if i + 2 >= len(t) or t[i + 1].text.lower() != "to":
        return None
    source = i + 2
    stop = noun_phrase_from(t, source)
    if stop == source:
        return None
    if i == 0 or not any(x.tag not in ADVERBS and x.text != "," for x in t[:i]):
        start = stop
        while start < len(t) and t[start].text != ",":
            start += 1
        content = _trim(t, start, len(t))
    else:
        content = _trim(t, 0, i)
    if content is None:
        return None
    return _Draft(_chars(unit, source, stop), _chars(unit, i, i + 2), (_chars(unit, *content),))


def _trim(t: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """Token range without punctuation at its ends; None if nothing is left."""
    while start < end and t[start].text in {",", ":", ";", "—", "–", "-", ".", "and", "but"}:
        start += 1
    while end > start and t[end - 1].text in {",", ":", ";", "—", "–", "-", ".", "and", "but"}:
        end -= 1
    return (start, end) if end > start else None


def _verb(unit: Unit, group: VerbGroup, subject: tuple[int, int] | None) -> _Draft | None:
    """The attribution whose cue is this verb group, if it is one."""
    t = unit.tokens
    head = t[group.head].text
    kind, at = complement(t, group.end)
    before = content_before(unit, group)
    if before is not None:
        source, content, first = before
        if cue_share(head, before_kind(unit, content), "verb") > CUE_SHARE:
            pieces = [_chars(unit, *content)]
            if content[1] - content[0] > 1 and any(t[k].tag == "QUOTE" for k in range(*content)):
                quoted = [k for k in range(*content) if t[k].tag == "QUOTE"]
                pieces = [(t[k].start, t[k].end) for k in quoted] if quoted[0] <= content[0] + 1 else pieces
            pieces += [(x.start, x.end) for x in t[group.end :] if x.tag == "QUOTE"]
            return _Draft(_chars(unit, *source) if source else None, _chars(unit, first, group.end), tuple(pieces))
    if kind == "by" and t[group.head].tag == "VBN":
        return _by(unit, group, at)
    if cue_share(head, kind, "verb") <= CUE_SHARE or group.passive and kind not in {"that", "to", "quote"}:
        return None
    cue_end = group.end
    start = at
    if kind.startswith("np ") and stem(head) in TELLING:
        start = noun_phrase_from(t, at, attach=False)
        if start < len(t) and t[start].text == ",":
            start += 1
    elif at < len(t) and t[at].tag == "IN" and kind not in {"that", "quote", "clause", "colon"}:
        cue_end = start = at + 1
    stop = content_end(t, start, phrase=kind.split()[0] in {"np", "ing", "other", "adjective"} or cue_end > group.end)
    content = _trim(t, start, stop)
    if content is None:
        return None
    if kind in {"quote", "np quote"}:
        pieces = [(x.start, x.end) for x in t[group.end :] if x.tag == "QUOTE"]
    else:
        pieces = [_chars(unit, *content)]
    source = None if group.passive else subject
    return _Draft(_chars(unit, *source) if source else None, _chars(unit, group.start, cue_end), tuple(pieces))


def _by(unit: Unit, group: VerbGroup, at: int) -> _Draft | None:
    """``content denied by source``."""
    t = unit.tokens
    stop = noun_phrase_from(t, at + 1)
    content = subject_before(t, group.start)
    if stop == at + 1 or content is None or cue_share(t[group.head].text, "np", "verb") <= CUE_SHARE:
        return None
    return _Draft(_chars(unit, at + 1, stop), _chars(unit, group.start, group.end), (_chars(unit, *content),))


def content_before(unit: Unit, group: VerbGroup) -> tuple[tuple[int, int] | None, tuple[int, int], int] | None:
    """Source, content and first cue token of a cue that stands behind its content; None if this one does not.

    ``"…," said X`` and ``…, X said``.
    """
    t = unit.tokens
    i = group.start
    if i and (t[i - 1].tag == "QUOTE" or t[i - 1].text == ","):
        stop = noun_phrase_from(t, i + (group.end - group.start))
        kind, _ = complement(t, group.end)
        if (
            stop > group.end
            and kind.startswith("np")
            and kind not in {"np that", "np to", "np clause"}
            and t[group.head].tag not in {"VBG", "VBN"}
        ):
            content = _trim(t, 0, i)
            if t[i - 1].tag != "QUOTE" and not any(g.finite and g.end < i for g in unit.groups):
                return None
            while stop + 1 < len(t) and t[stop].text == "," and noun_phrase_from(t, stop + 1) > stop + 1:
                further = noun_phrase_from(t, stop + 1)
                if further < len(t) and t[further].text not in {",", "."}:
                    break
                stop = further
            return ((group.end, stop), content, i) if content else None
    subject = subject_before(t, i)
    if subject is None:
        return None
    left = subject[0]
    if left == 0 or not (t[left - 1].tag == "QUOTE" or t[left - 1].text == ","):
        return None
    kind, at = complement(t, group.end)
    quoted = any(x.tag == "QUOTE" for x in t[:left])
    if kind in {"that", "clause", "to", "colon", "np that"} or (not quoted and kind not in {"end"}):
        return None
    if not quoted and not any(g.finite and g.end <= left for g in unit.groups):
        return None
    content = _trim(t, 0, left)
    return (subject, content, i) if content else None


def before_kind(unit: Unit, content: tuple[int, int]) -> str:
    """The complement a cue has that stands behind its content: "quote before" or "clause before"."""
    return f"{'quote' if any(x.tag == 'QUOTE' for x in unit.tokens[slice(*content)]) else 'clause'} before"


def content_end(t: Sequence[Token], start: int, *, phrase: bool) -> int:
    """Where a content that opens at ``start`` ends: a clause with its sentence or before what is the writer's own, a phrase
    with its noun phrase and what hangs on it."""
    depth = 0
    for i in range(start, len(t)):
        text = t[i].text
        depth += (text == "(") - (text == ")")
        if depth < 0:
            return i
        if text in {";", "—", "–"} and i > start:
            return i
        if text != "," or i + 1 >= len(t):
            if phrase and i > start and t[i].text.lower() in {"after", "before", "while", "although", "despite"}:
                return i
            continue
        following = t[i + 1]
        if phrase:
            if following.tag in {"VBG", "VBN", "WDT", "WP", "CC", "IN", "RB"} or noun_phrase_from(t, i + 1) == i + 1:
                return i
            continue
        if following.text.lower() in {"according", "though", "although", "despite", "but", "while", "citing", "which"}:
            return i
        if following.tag == "VBG" and cue_share(following.text, complement(t, i + 2)[0], "verb") > CUE_SHARE:
            return i
    return len(t)


def _noun(unit: Unit, i: int) -> _Draft | None:
    """The attribution whose cue is the noun at ``i`` ("reports that …", "the claim that …"), if it is one."""
    t = unit.tokens
    kind, at = complement(t, i + 1)
    if kind not in {"that", "of", "about", "on", "over", "to"} or cue_share(t[i].text, kind, "noun") <= CUE_SHARE:
        return None
    cue_end = start = at + 1 if t[at].tag == "IN" and kind != "that" else at
    if kind == "that":
        cue_end = i + 1
    first = i
    while first and t[first - 1].tag.startswith("JJ"):
        first -= 1
    source = None
    if first and t[first - 1].tag == "POS":
        owner = first - 1
        while owner and t[owner - 1].tag in {"NNP", "NNPS", "NN", "NNS", "DT", "JJ"}:
            owner -= 1
        source = _chars(unit, owner, first - 1) if owner < first - 1 else None
    elif first and t[first - 1].tag == "PRP$":
        source = _chars(unit, first - 1, first)
    content = _trim(t, start, content_end(t, start, phrase=True))
    return _Draft(source, _chars(unit, first, cue_end), (_chars(unit, *content),)) if content else None


def _link(article: Article, drafts: Sequence[_Draft]) -> list[Attribution]:
    """Drafts as attributions, each with the smallest attribution whose content it lies in."""
    text = article.text
    spans = lambda pairs: tuple(Span.cut(text, *pair) for pair in sorted(set(pairs)))  # noqa: E731
    made: list[Attribution] = []
    order = sorted(drafts, key=lambda d: (-sum(e - s for s, e in d.content), d.cue or d.content[0]))
    for draft in order:
        content = spans(draft.content)
        cue = spans([draft.cue] if draft.cue else [])
        holders = [a for a in made if all(any(c.covers(x) for c in a.content) for x in (*cue, *content)) and cue]
        parent = min(holders, key=lambda a: sum(c.end - c.start for c in a.content), default=None)
        source = spans([draft.source] if draft.source else [])
        made.append(Attribution(article.id, source, cue, content, kind_of(text, content, cue), parent, draft.unclosed))
    return sorted(made, key=lambda a: (a.cue or a.content)[0])


def kind_of(text: str, content: Sequence[Span], cue: Sequence[Span]) -> Kind:
    """Direct if all words stand between quotation marks, mixed if some do, unmarked if they stand as they were spoken
    without any, indirect otherwise."""
    marks = [any(m in piece.text for m in '"“”«»') or piece.text[:1] in "'‘" for piece in content]
    if all(marks) and all(piece.text[:1] in "\"“«'‘" for piece in content):
        return "direct"
    if any(marks):
        return "mixed"
    first_person = re.search(r"\b(?:I|we|We|my|our|Our)\b", " ".join(p.text for p in content))
    if cue and first_person and (cue[0].text.endswith(":") or cue[0].start > content[0].start):
        return "unmarked"
    return "indirect"
