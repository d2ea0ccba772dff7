"""A comparison becomes one page on which each statement leads to the words that back it."""

from __future__ import annotations

import base64
import hashlib
import json
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from heapq import heapify, heappop, heappush
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from newsclaims import __version__
from newsclaims.articles import Article
from newsclaims.claims import Claim, Stance
from newsclaims.compare import Cluster, Comparison, Edit, Variant, Wording, align
from newsclaims.drawings import ARTICLES, DATES, ENTRIES, ORIGINS, WIDTH, draw_origins, draw_timeline
from newsclaims.findings import Evidence, Finding, FindingKind
from newsclaims.frames import STANCES, quoted
from newsclaims.text import visible
from newsclaims.writing import check_spans, write_whole

KINDS: dict[FindingKind, str] = {  # in the order of the page: what divides the sources before what they share
    "disputed": "Said by some, denied by others",
    "conflict": "Can't both be true",
    "wording": "One utterance, different words: [-left out-] {+put in+}",
    "naming": "Named differently",
    "origin": "Where it comes from",
    "copy": "Taken over word for word",
    "shared": "Carried by all",
    "omission": "Left out",
    "alone": "In one article only",
}

LIBRARIES = "numpy onnxruntime nltk pandas rapidfuzz scipy".split()  # on whose versions the figures rest
LOOSE = 0.7  # a claim whose mentions are less likely to be of one thing, on average, is marked so
CARDS = "reader.json embedder.json marker.json".split()  # of the models that are shipped

# How a finding marks what one rendering leaves out and another puts in.
CHANGED = re.compile(r"\[-(?P<out>.*?)-\]|\{\+(?P<put>.*?)\+\}", re.DOTALL)

Stretch = tuple[int, int]  # start and end, as a span has them

# What Markdown reads as markup inside a line, and what it reads so at its start (CommonMark 0.31, 2.4 and 5.2).
MARKDOWN_INLINE = re.compile(r"[\\`*<>&|~\[\]]|(?<!\w)_|_(?!\w)")
MARKDOWN_START = re.compile(r"^(\d*)([#+\-.)=])")


def write_report(comparison: Comparison, findings: Sequence[Finding], folder: Path | str) -> Path:
    """Write ``report.html`` and ``findings.md`` into a folder and return the path of the page.

    >>> import tempfile
    >>> empty = Comparison((), (), (), (), (), (), (), ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_report(empty, [], folder).name
    'report.html'
    """
    page, notes = render_report(comparison, findings), render_findings(comparison, findings)
    write_whole(Path(folder, "findings.md"), notes)
    return write_whole(Path(folder, "report.html"), page)


def render_report(comparison: Comparison, findings: Sequence[Finding]) -> str:
    """One HTML page that needs no other file and no network, and can be read without its one short script.

    The texts of the articles are escaped, and the page's own policy lets no other script run.

    Raises ValueError if a span does not stand in its article.

    >>> "no article" in render_report(Comparison((), (), (), (), (), (), (), ()), [])
    True
    """
    _check(comparison, findings)
    page = _Page(comparison, findings)
    script = files("newsclaims").joinpath("templates", "report.js").read_text(encoding="utf-8")
    shared, alone = list[Cluster](), list[Cluster]()
    for cluster in comparison.clusters:
        (shared if cluster.notable else alone).append(cluster)
    context: dict[str, Any] = {
        "page": page,
        "comparison": comparison,
        "outlets": sorted({article.outlet for article in comparison.articles if article.outlet}),
        "shared": shared,
        "alone": alone,
        "disputed": [cluster for cluster in shared if cluster.disputed],
        "findings": _grouped(findings),
        "most": max((len(origin.clusters) for origin in comparison.origins), default=1),
        "graph": draw_origins(comparison),
        "timeline": draw_timeline(comparison),
        "places": {"width": WIDTH, "from": ARTICLES, "to": ORIGINS - 8, "axis": (DATES + ENTRIES) / 2},
        "stances": STANCES,
        "quoted": quoted,
        "marked": marked,
        "loose": LOOSE,
        "script": Markup(script),  # the package's own file
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        "versions": _versions(),
        "models": _models(),
    }
    return _environment("html").get_template("report.html.jinja").render(context)


def render_findings(comparison: Comparison, findings: Sequence[Finding]) -> str:
    """The findings as Markdown, each with its quotations and their places (code points of the article's text).

    Raises ValueError if a span does not stand in its article.

    >>> print(render_findings(Comparison((), (), (), (), (), (), (), ()), []).splitlines()[0])
    # What 0 articles say
    """
    _check(comparison, findings)
    context = {"labels": comparison.labels, "findings": _grouped(findings), "quoted": quoted}
    return _environment("markdown").get_template("findings.md.jinja").render(context)


def plain_markdown(value: Any) -> Any:
    """Text on one line in which nothing is markup.

    Anything but text comes back as it is.

    >>> plain_markdown("1. The *mayor* said <no>.")
    '1\\\\. The \\\\*mayor\\\\* said \\\\<no\\\\>.'
    """
    if not isinstance(value, str):
        return value
    line = MARKDOWN_INLINE.sub(r"\\\g<0>", " ".join(visible(value).split()))
    return MARKDOWN_START.sub(r"\1\\\2", line)


def marked(words: str) -> Markup:
    """Words as HTML, with what is marked as left out struck through and what is put in underlined.

    >>> print(marked("It is [-very-] {+rather+} <old>"))
    It is <del>very</del> <ins>rather</ins> &lt;old&gt;
    """
    plain = str(escape(visible(words)))  # from here on words and two tags
    html = CHANGED.sub(lambda m: f"<del>{m['out']}</del>" if m["put"] is None else f"<ins>{m['put']}</ins>", plain)
    return Markup(html.replace("</del><ins>", "</del> <ins>"))


def _shown(value: Any) -> Any:
    """Text with what can't be seen made visible; markup, and anything but text, as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment(kind: str) -> Environment:
    """``finalize`` sees every value that a template writes: no template can forget it."""
    html = kind == "html"
    return Environment(
        loader=PackageLoader("newsclaims"),
        autoescape=html,
        finalize=_shown if html else plain_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _versions() -> dict[str, str]:
    """What the page was made with; two machines on which this is the same make the same page."""
    return {"newsclaims": __version__, "Python": platform.python_version()} | {
        n: metadata.version(n) for n in LIBRARIES
    }


def _models() -> dict[str, str]:
    """The files of the shipped models with their SHA-256, which is checked when they are loaded."""
    resources = files("newsclaims").joinpath("resources")
    cards = [json.loads(resources.joinpath(card).read_text(encoding="utf-8")) for card in CARDS]
    return {name: digest for card in cards for name, digest in card["sha256"].items()}


def _grouped(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    groups = [(title, [finding for finding in findings if finding.kind == kind]) for kind, title in KINDS.items()]
    return [(title, group) for title, group in groups if group]


def _places(comparison: Comparison, findings: Sequence[Finding]) -> Iterator[Claim | Variant | Evidence]:
    for cluster in comparison.clusters:
        yield from cluster.claims
    for wording in comparison.wordings:
        yield from wording.variants
    for finding in findings:
        yield from finding.evidence


def _check(comparison: Comparison, findings: Sequence[Finding]) -> None:
    texts = {article.id: article.text for article in comparison.articles}
    for place in _places(comparison, findings):
        check_spans(texts, place.article_id, place.spans)


class _Page:
    """Where things stand on the page: what a claim's number is, where a stretch is to be found, who an article is."""

    def __init__(self, comparison: Comparison, findings: Sequence[Finding]) -> None:
        self.labels = comparison.labels
        self.clusters = {cluster.id: cluster for cluster in comparison.clusters}
        self.numbers = {id: number for number, id in enumerate(self.clusters, 1)}
        self.ranks = {article.id: rank for rank, article in enumerate(comparison.articles, 1)}
        self.notes: dict[str, dict[Stretch, list[tuple[int, Stance]]]] = {id: {} for id in self.ranks}
        for place in _places(comparison, findings):
            for span in place.spans:
                self.notes[place.article_id].setdefault((span.start, span.end), [])
        for cluster in comparison.clusters:
            for claim in filter(lambda claim: claim.spans, cluster.claims):
                last, note = claim.spans[-1], (self.numbers[cluster.id], claim.stance)
                if note not in (notes := self.notes[claim.article_id][last.start, last.end]):
                    notes.append(note)

    def at(self, place: Claim | Variant | Evidence) -> str:
        """The id of the mark where a place begins; of its article, if it has no words."""
        return next(iter(self.marks(place)), f"article-{self.ranks[place.article_id]}")

    def marks(self, place: Claim | Variant | Evidence) -> list[str]:
        """The ids of the marks of a place."""
        rank = self.ranks[place.article_id]
        return [f"a{rank}-{span.start}-{span.end}" for span in place.spans if span.text.strip()]

    def named(self, article_ids: Sequence[str]) -> list[str]:
        """The names of articles, in the order of the page."""
        return [self.labels[id] for id in sorted(article_ids, key=self.ranks.__getitem__)]

    def cell(self, cluster: Cluster, article: Article) -> list[Claim]:
        """The article's first claim of each stance."""
        firsts: dict[Stance, Claim] = {}
        for claim in cluster.claims:
            if claim.article_id == article.id:
                firsts.setdefault(claim.stance, claim)
        return [firsts[stance] for stance in STANCES if stance in firsts]

    def longest(self, wording: Wording) -> Variant:
        """The rendering that the others are held against: the fullest one, the first of equals."""
        return max(wording.variants, key=lambda variant: len(quoted(variant.spans)))

    def edits(self, longest: Variant, variant: Variant) -> list[Edit]:
        """How the longest rendering became this one; none where most words are others, and a diff tells nothing."""
        edits = align(quoted(longest.spans), quoted(variant.spans))
        kept = sum(len(edit.after) for edit in edits if edit.kind == "same")
        return edits if 2 * kept >= len(quoted(variant.spans)) else []

    def split(self, claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
        """The first mention by each chain of holders in each article, and the others."""
        firsts, others = dict[tuple[str, ...], Claim](), list[Claim]()
        for claim in claims:
            key = (claim.article_id, *(holder.name for holder in claim.holders))
            if key in firsts:
                others.append(claim)
            else:
                firsts[key] = claim
        return list(firsts.values()), others

    def text(self, article: Article) -> list[tuple[str, Markup]]:
        """The whole text, block by block, with a mark around each stretch that the page speaks of."""
        notes, marked = self.notes[article.id], set[Stretch]()
        return [
            (kind, _mark(article.text, start, end, f"a{self.ranks[article.id]}", notes, marked))
            for kind, start, end in _stretches(article)
        ]

    def digest(self, article: Article) -> str:
        """SHA-256 of the text, encoded as UTF-8."""
        return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def _stretches(article: Article) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of what is to be shown: the blocks, and as body what no block holds."""
    end = 0
    for block in (*article.blocks, None):
        start = block.span.start if block else len(article.text)
        if article.text[end:start].strip():
            yield "body", end, start
        if block:
            yield block.kind, start, block.span.end
            end = block.span.end


def _mark(
    text: str,
    start: int,
    end: int,
    prefix: str,
    notes: Mapping[Stretch, Sequence[tuple[int, Stance]]],
    marked: set[Stretch],
) -> Markup:
    """``text[start:end]`` with nested marks: a stretch that runs over the end of another is cut there.

    The first piece of each stretch has its id, the others name it, and the last one has its notes; ``marked`` holds the
    stretches that have an id.
    """
    waiting = [(max(a, start), -min(b, end), (a, b)) for a, b in notes if a < end and b > start]
    heapify(waiting)
    out: list[Markup] = []
    open_: list[tuple[int, Stretch]] = []
    here = start
    while waiting or open_:
        if open_ and (not waiting or open_[-1][0] <= waiting[0][0]):
            stop, stretch = open_.pop()
            out += [escape(visible(text[here:stop])), Markup("</mark>")]
            if stop == stretch[1]:
                out += [_note(number, stance) for number, stance in notes[stretch]]
            here = stop
            continue
        begin, stop, stretch = heappop(waiting)
        stop = -stop
        if open_ and open_[-1][0] < stop:
            heappush(waiting, (open_[-1][0], -stop, stretch))
            stop = open_[-1][0]
        out.append(escape(visible(text[here:begin])))
        name = "data-of" if stretch in marked else "id"
        out.append(Markup(f'<mark {name}="{prefix}-{stretch[0]}-{stretch[1]}">'))
        marked.add(stretch)
        open_.append((stop, stretch))
        here = begin
    return Markup("").join([*out, escape(visible(text[here:end]))])


def _note(number: int, stance: Stance) -> Markup:
    word = "" if stance == "asserts" else f" {STANCES[stance]}"
    return Markup(f'<sup class="{stance}"><a href="#claim-{number}">{number}{word}</a></sup>')
