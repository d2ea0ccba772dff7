"""The floor that the package's reader is held against: attributions read by rules on tags and quotation marks."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rules_cues import complement, content_end, is_cue
from rules_units import Range, Unit, units

from newsclaims.articles import Article
from newsclaims.attributions import Attribution, kind_of
from newsclaims.cues import TELLING, stem
from newsclaims.phrases import VerbGroup, noun_phrase_from, subject_before, trim
from newsclaims.quotations import quotations
from newsclaims.reports import CALLED_FALSE
from newsclaims.text import Span, Token, sentences

CLAUSE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB", "CC"})
# How many attributions back a quotation without a cue looks for its speaker.
REACH = 5


@dataclass(frozen=True, slots=True)
class _Draft:
    """An attribution in offsets, before its article's parents are known; a bare quotation has no cue."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    unclosed: bool = False


def extract_attributions(article: Article) -> list[Attribution]:
    """The attributions of an article's title and body, in text order, nested ones with their parent.

    Which words are cues, and before what, was counted in PolNeAR (see ``training/README.md``). ``confidence`` is None.
    """
    drafts: list[_Draft] = []
    lost = not re.search('["“”«»]', article.text)
    for passage in article.passages():
        read = _read_paragraph(article.text, passage, drafts)
        drafts = _with_lost_marks(article.text, passage, read, len(drafts)) if lost else read
    return _link(article, drafts)


def _read_paragraph(text: str, passage: Span, drafts: list[_Draft]) -> list[_Draft]:
    """The drafts so far and those of one more paragraph."""
    quotes = quotations(text, passage.start, passage.end)
    for unit in units(text, passage, quotes):
        unclosed = any(not q.closed for q in unit.quotes)
        if unit.bare:
            drafts = _continue(text, drafts, tuple((q.start, q.end) for q in unit.quotes), unclosed)
            continue
        found = [
            replace(d, unclosed=unclosed and d.content[-1] in unit.quoted(0, len(unit.tokens))) for d in _read(unit)
        ]
        for quote in unit.quotes:
            inner = quote.start + 1, max(quote.start + 1, quote.end - quote.closed)
            for sentence in sentences(text, *inner):
                found += _read(Unit(text, sentence.start, sentence.end, ()))
        drafts = [*drafts, *sorted(found, key=lambda d: d.cue or d.content[0])]
    return drafts


def _continue(text: str, drafts: list[_Draft], quoted: tuple[Range, ...], unclosed: bool) -> list[_Draft]:
    """A quotation with nothing around it goes on with the speaker of the last one, if that is not far."""
    for i in range(len(drafts) - 1, max(-1, len(drafts) - 1 - REACH), -1):
        if text[drafts[i].content[-1][0]] in '"“«':
            longer = replace(drafts[i], content=drafts[i].content + quoted, unclosed=unclosed)
            return [*drafts[:i], longer, *drafts[i + 1 :]]
    return [*drafts, _Draft(None, None, quoted, unclosed)]


def _with_lost_marks(text: str, passage: Span, drafts: list[_Draft], first: int) -> list[_Draft]:
    """In a text without any quotation mark, the sentences around ``…, said X`` that go on in the speaker's voice.

    Wrong where the writer's own sentence opens with "This" or "There" beside such a quotation.
    """
    here = [d for d in drafts[first:] if d.cue]
    before = reversed(drafts[max(0, first - REACH) : first])
    speaks = next((d for d in here if d.cue and d.content[0] < d.cue), None) or next(
        (d for d in before if d.cue and len(d.content) > 1), None
    )
    if speaks is None:
        return drafts
    more: list[Range] = []
    for sentence in sentences(text, passage.start, passage.end):
        told = any(d.cue and sentence.start <= d.cue[0] < sentence.end for d in here)
        if not told and re.match(r"(?:This|It|There|These|I|We|My|Our)\b", sentence.text):
            more.append((sentence.start, sentence.end))
    joined = replace(speaks, content=tuple(sorted({*speaks.content, *more})))
    return [joined if d is speaks else d for d in drafts]


def _read(unit: Unit) -> Iterator[_Draft]:
    """The attributions of one unit."""
    t = unit.tokens
    subject: Range | None = None
    last: tuple[int, Range] | None = None  # where the last content ended, and who it was given to
    for n, group in enumerate(unit.groups):
        own = subject_before(t, group.start)
        if (
            own
            and t[group.head].tag == "VBG"
            and (t[group.start - 1].text == "," or (n and unit.groups[n - 1].end == own[0]))
        ):
            own = None  # "…, adding that", "gave a speech saying": who speaks is the subject before
        source = own or (last[1] if last and last[0] <= t[group.start].start else subject)
        draft = _according_to(unit, group) or _behind(unit, group) or _verb(unit, group, source)
        before = draft is not None and draft.cue is not None and draft.content[0] < draft.cue
        if own and group.finite and not before:
            subject = own
        if draft:
            if source and not before:
                last = draft.content[-1][1], source
            yield draft
    for i, token in enumerate(t):
        if token.tag in {"NN", "NNS"} and (draft := _noun(unit, i)):
            yield draft


def _according_to(unit: Unit, group: VerbGroup) -> _Draft | None:
    """``According to X, content`` or ``content, according to X``."""
    t, i = unit.tokens, group.head
    if t[i].text.lower() != "according" or i + 2 >= len(t) or t[i + 1].text.lower() != "to":
        return None
    stop = noun_phrase_from(t, i + 2)
    opens = not any(x.text.isalnum() for x in t[:i])
    start = next((k for k in range(stop, len(t)) if t[k].text == ","), len(t))
    content = trim(t, start, len(t), quotes=False) if opens else trim(t, 0, i, quotes=False)
    if stop == i + 2 or content is None:
        return None
    return _Draft(unit.chars(i + 2, stop), unit.chars(i, i + 2), (unit.chars(*content),))


def _verb(unit: Unit, group: VerbGroup, subject: Range | None) -> _Draft | None:
    """The attribution whose cue is this verb group with its content behind it, if it is one."""
    t = unit.tokens
    head = t[group.head].text
    kind, at = complement(t, group.end)
    if kind == "by" and t[group.head].tag == "VBN":
        return _by(unit, group, at)
    if not is_cue("verb", head, kind) or (group.passive and kind not in {"that", "to", "quote"}):
        return None
    cue_end = group.end
    start = at
    if kind.startswith("np ") and stem(head) in TELLING:
        _, start = complement(t, noun_phrase_from(t, at, attach=False))
    elif at < len(t) and t[at].tag == "IN" and kind not in {"that", "quote", "clause", "colon"}:
        cue_end = start = at + 1
    phrase = kind.split()[0] in {"np", "to", "ing", "other", "adjective"} or cue_end > group.end
    content = trim(t, start, content_end(t, start, unit.groups, phrase=phrase and "that" not in kind), quotes=False)
    pieces = (
        unit.quoted(group.end, len(t)) if kind in {"quote", "np quote"} else [unit.chars(*content)] if content else []
    )
    if not pieces:
        return None
    source = None if group.passive or subject is None else unit.chars(*subject)
    return _Draft(source, unit.chars(group.start, cue_end), tuple(pieces))


def _by(unit: Unit, group: VerbGroup, at: int) -> _Draft | None:
    """``content denied by source``."""
    t = unit.tokens
    stop = noun_phrase_from(t, at + 1)
    content = subject_before(t, group.start)
    if stop == at + 1 or content is None or not is_cue("verb", t[group.head].text, "np"):
        return None
    return _Draft(unit.chars(at + 1, stop), unit.chars(group.start, group.end), (unit.chars(*content),))


def _behind(unit: Unit, group: VerbGroup) -> _Draft | None:
    """The attribution whose cue is this verb group with its content before it, if it is one."""
    read = content_before(unit, group)
    if read is None or not is_cue("verb", unit.tokens[group.head].text, before_kind(unit, read[1])):
        return None
    source, (start, end) = read
    t = unit.tokens
    pieces = unit.quoted(start, end) or [unit.chars(start, end)]
    after = unit.quoted(group.end, len(t))
    if not after and group.end < len(t) and t[group.end].text == ",":
        # "In private, the paper notes, he agreed": what the cue interrupts.
        rest = trim(t, group.end, len(t), quotes=False)
        after = [unit.chars(*rest)] if rest else []
    return _Draft(unit.chars(*source), unit.chars(group.start, group.end), tuple(pieces + after))


def content_before(unit: Unit, group: VerbGroup) -> tuple[Range, Range] | None:
    """Source and content, in tokens, of a cue behind its content; None if this verb group is none.

    ``"…," said X`` and ``…, X said``.
    """
    t, i = unit.tokens, group.start
    kind, _ = complement(t, group.end)
    stop = noun_phrase_from(t, group.end)
    if i and stop > group.end and t[group.head].tag not in {"VBG", "VBN"} and _closes_content(unit, i):
        follows = t[stop].text.lower() if stop < len(t) else ""
        content = trim(t, 0, i, quotes=False)
        if content is None or kind in {"np to", "np clause", "clause"} or follows == "that":
            return None
        return (group.end, _with_apposition(t, stop)), content
    subject = subject_before(t, i)
    if subject is None or not _closes_content(unit, subject[0], parenthesis=kind == "end"):
        return None
    quoted = bool(unit.quoted(0, subject[0]))
    content = trim(t, 0, subject[0], quotes=False)
    if content is None or kind in {"that", "clause", "to", "colon", "np that"} or not (quoted or kind == "end"):
        return None
    return subject, content


def _closes_content(unit: Unit, i: int, *, parenthesis: bool = False) -> bool:
    """Whether what stands before token ``i`` can be a content: a quotation, or a clause and a comma (in a parenthesis
    between commas also less than a clause)."""
    t = unit.tokens
    if not i or not (t[i - 1].tag == "QUOTE" or t[i - 1].text == ","):
        return False
    if t[i - 1].tag == "QUOTE" or unit.quoted(0, i) or any(g.finite and g.end <= i for g in unit.groups):
        return True
    after = next((g.end for g in unit.groups if g.start >= i), len(t))
    return parenthesis and after < len(t) and t[after].text == ","


def _with_apposition(t: Sequence[Token], stop: int) -> int:
    """The end of a source behind its cue, with appositions: ``said Jane Roe, the mayor``."""
    while stop + 1 < len(t) and t[stop].text == ",":
        further = noun_phrase_from(t, stop + 1)
        if further == stop + 1 or (further < len(t) and t[further].text not in {",", "."}):
            break
        stop = further
    return stop


def before_kind(unit: Unit, content: Range) -> str:
    """The complement of a cue that stands behind its content: "quote before" or "clause before"."""
    return "quote before" if unit.quoted(*content) else "clause before"


def _noun(unit: Unit, i: int) -> _Draft | None:
    """The attribution whose cue is the noun at ``i`` ("reports that …", "the claim that …"), if it is one."""
    t = unit.tokens
    kind, at = complement(t, i + 1)
    if kind not in {"that", "of", "about", "on", "over", "to"} or not is_cue("noun", t[i].text, kind):
        return None
    start = at + 1 if t[at].tag == "IN" and kind != "that" else at
    if kind == "that" and any(g.start == at + 1 for g in unit.groups):
        return None  # a relative clause: "rumours that spread fast"
    stop = content_end(t, start, unit.groups, phrase=kind != "that")
    if kind == "that":
        # As a subject ("Reports that … are false") the content ends where the main verb begins.
        stop = _main_verb(unit, start, stop)
    content = trim(t, start, stop, quotes=False)
    if content is None:
        return None
    first = i
    while first and t[first - 1].tag.startswith("JJ"):
        first -= 1
    return _Draft(_owner(unit, first), unit.chars(first, i + 1 if kind == "that" else start), (unit.chars(*content),))


def _main_verb(unit: Unit, start: int, stop: int) -> int:
    """Where the verb begins whose subject is the noun with its content ``start:stop``; ``stop`` if there is none."""
    t = unit.tokens
    verbs = [g for g in unit.groups if g.finite and start < g.start < stop]
    for first, verb in pairwise(verbs):
        between = t[first.end : verb.start]
        if CALLED_FALSE.match(" ".join(x.text for x in t[verb.start : verb.end + 3])):
            return verb.start
        if first is verbs[0] and between and not any(x.tag in CLAUSE_TAGS or x.text == "," for x in between):
            return verb.start
    return stop


def _owner(unit: Unit, i: int) -> Range | None:
    """Whose the noun at ``i`` is: ``the paper's report``, ``his claim``."""
    t = unit.tokens
    if not i or t[i - 1].tag not in {"POS", "PRP$"}:
        return None
    end = i if t[i - 1].tag == "PRP$" else i - 1
    first = end - 1
    while first > 0 and t[first].tag != "PRP$" and t[first - 1].tag in {"NNP", "NNPS", "NN", "NNS", "DT", "JJ"}:
        first -= 1
    return unit.chars(first, end) if first < end else None


def _link(article: Article, drafts: Sequence[_Draft]) -> list[Attribution]:
    """Drafts as attributions, each with the smallest attribution whose content it lies in."""
    made: list[Attribution] = []
    touching: dict[int, list[Attribution]] = defaultdict(list)  # by paragraph: whose content is there, longest first
    starts = [passage.start for passage in article.passages()]
    for draft in sorted(drafts, key=lambda d: (-sum(e - s for s, e in d.content), d.cue or d.content[0])):
        source, cue, content = (
            tuple(Span.cut(article.text, *pair) for pair in sorted(set(pairs)))
            for pairs in ([draft.source] if draft.source else [], [draft.cue] if draft.cue else [], draft.content)
        )
        around = touching[bisect(starts, cue[0].start)] if cue else []
        holds = (a for a in reversed(around) if all(any(c.covers(x) for c in a.content) for x in (*cue, *content)))
        made.append(
            Attribution(article.id, source, cue, content, kind_of(content, cue), next(holds, None), draft.unclosed)
        )
        for paragraph in {bisect(starts, span.start) for span in content}:
            touching[paragraph].append(made[-1])
    return sorted(made, key=lambda a: (a.cue or a.content)[0])
