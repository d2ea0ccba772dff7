"""Which lines of an article report something, and which are titles, captions or furniture of a web page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsclaims.text import Span, paragraphs

BlockKind = Literal["title", "body", "caption", "boilerplate"]

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
CLOSING = "\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK})]"
ELLIPSES = ("\N{HORIZONTAL ELLIPSIS}", "...", "[\N{HORIZONTAL ELLIPSIS}]", "[...]")

# Web furniture and credits are short; no rule but the caption's looks at a longer line, so a giant line costs nothing.
LONGEST_NOTICE = 300
LONGEST_CAPTION = 600
LONGEST_HEADING = 200

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
DATE = re.compile(
    rf"""\b(?: (?P<iso>\d{{4}}-\d\d-\d\d) (?: T[\d:.]+(?:Z|[+-]\d\d:?\d\d)? )?
    | (?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)
    | (?P<first_day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<next_month>{MONTH}),?\s+(?P<last_year>(?:19|20)\d\d) )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s\(?(?:[A-Z]{1,3}T|GMT|UTC)\b\)?)?", re.IGNORECASE
)
WORD = re.compile(r"[^\W_]+")
SECTIONS = (
    "home|news|world|europe|asia|africa|americas|middle east|politics|business|economy|markets|money|tech|technology"
    "|science|health|climate|culture|arts|entertainment|lifestyle|life|travel|sports?|opinion|analysis|editorial"
    "|videos?|podcasts?|photos|national|international|local|us|uk|u\\.s\\.|u\\.k\\."
)
# When and how long: what stands beside a byline.
STAMP = re.compile(
    rf"""{DATE.pattern} | {CLOCK.pattern} | \b\d{{1,3}}\s(?:min|minute)s?(?:\sread)?(?!\w)
    | \b(?: (?:last\s)?(?:updated?|modified|edited) | published | posted | date | on | at
    | (?:mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?
    | (?:an?|\d{{1,3}})\s(?:minute|hour|day)s?\sago )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# What a page puts around an article in a few words; a line in which nothing else stands reports nothing.
FURNITURE = re.compile(
    rf"""{STAMP.pattern} | https?://\S+ | \b[\w.+-]{{1,64}}@\S+\.\w+
    | \b(?: skip\sto\s(?:main\s)?(?:content|navigation) | share(?:\sthis)?(?:\s(?:article|story|post))? | save
    | (?:copy\s)?link | facebook | twitter | tweet | whatsapp | linkedin | telegram | reddit | instagram | youtube
    | e-?mail | print | (?:\d{{1,6}}\s)?comments? | log\sin | sign\sin | sign\sup | subscribe | register | menu | search
    | newsletters? | close | loading | advertise(?:ment)? | sponsored | ad | breaking(?:\snews)? | exclusive | live
    | listen | tags? | topics?
    | {SECTIONS} )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
NOTICE = re.compile(
    r"""(?: (?:please\s)?(?:sign\sup|subscribe)\s(?:to|for|now|here|today) | stay\s(?:updated|informed|up\sto\sdate)\b
    | thank\syou\sfor\s(?:signing\sup|subscribing|reading) | get\s(?:the\slatest\snews|our\s\S+\snewsletter)
    | follow\sus\b | join\sour\s | download\s(?:our|the)\sapp\b | (?:click|tap)\shere\b
    | read\sthe\s(?:full|rest|original)\b(?!.*:\Z)
    | (?:read\smore|read\salso|also\sread|read\snext|related|see\salso|watch|more)\s?[:|]
    | listen\sto\sthis\s(?:article|story)\b | this\saudio\s(?:is|was)\s(?:created|generated)\b
    | your\sbrowser\sdoes\snot\s
    | this\s(?:article|story)\s(?:was|has\sbeen)\s(?:updated|corrected|translated)\b
    | this\s(?:article|story)\s(?:was|has\sbeen)\s(?:originally|first)\spublished\b
    | this\sarticle\sis\smore\sthan\s.{1,20}\sold | (?:skip\spast|after)\snewsletter\spromotion
    | privacy\snotice: | our\sstandards:
    | we\suse\scookies\b | by\ssigning\sup\b | we\D?ve\ssent\syou\b
    | (?:copyright\s)?(?:\N{COPYRIGHT SIGN}|\(c\)\s\d) | copyright\s\d | .{0,80}\ball\srights\sreserved\b )""",
    re.VERBOSE | re.IGNORECASE,
)
SIGN_OFF = re.compile(
    r"""\bcontributed\s(?:to\sthis\s(?:report|story|article)|(?:to\sthe\s)?reporting)\b(?:\sfrom\s[^.]{1,60})?\W*\Z
    | \bfollow\s(?:\w+\s){1,4}on\s(?:twitter|x|facebook|instagram)\b.{0,40}@\w+\W*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
CREW = r"(?:[A-Z][\w.'-]*|and|in|of|the|by|additional|reporting|editing|writing)"
CREDITS = re.compile(rf"\(?(?:Additional\s)?(?:Reporting|Editing|Writing)\sby(?:[,;]?\s{CREW})+[.)]*")
NAME_WORD = (
    r"(?:[A-Z][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*"
    r"|and|of|the|for|in|de|van|von|news|desk|staff|reporters?|correspondent|editor)"
)
BYLINE = re.compile(rf"[Bb][Yy]:?\s+(?P<who>{NAME_WORD}(?:,?\s{NAME_WORD}){{0,14}})\Z")
AGENCY = r"(?:AP|AFP|Reuters|REUTERS|EPA|UPI|TASS|Bloomberg|Shutterstock|Getty(?:\sImages)?|AP\sPhoto|Anadolu)"
CAPTION_START = re.compile(
    r"""(?: file\sphoto\b | FILE\s?[-\N{EN DASH}\N{EM DASH}:] | credit:\s
    | (?:photo|image|picture)(?:\s(?:(?:by|credit)\s?:|(?:source|caption)[:,])|:)\s )""",
    re.VERBOSE | re.IGNORECASE,
)
CREDIT = re.compile(
    r"""(?:photo|image|picture|file)?\s?credits?\s?: | (?:photo|image|picture)s?\s(?:by|courtesy|via)\b
    | \b(?:file|AP)\sphoto\b | \bGetty\b | \b(?:handout|courtesy|pool)\b.*\bvia\b
    | \A(?-i:[A-Z])[\w.'-]+(?:\s[\w.'-]+)*\s?/\s?(?-i:[A-Z]{2})
    | \A(?-i:[A-Z])[\w.'-]+(?:\s[\w.'-]+)+\s?/\s?(?-i:[A-Z])\w""",
    re.VERBOSE | re.IGNORECASE,
)
CREDIT_END = re.compile(
    rf"(?:\A|[.!?]\W{{0,2}}\s)(?:[A-Z][\w.'-]*\s){{0,4}}(?:[A-Z][\w.'-]*\s?/\s?{AGENCY}|{AGENCY}\s?/\s?[A-Z][\w.'-]*|Getty\sImages)"
    r"(?:[\s/][\w.'-]+){0,4}\.?\Z"
    r"|\b(?:REUTERS|AP\sPhoto|Getty\sImages)/[A-Z]|/Getty\sImages\b"
)
# The last words of newspapers' names; a line that is nothing but such a name is a masthead.
MASTHEAD = re.compile(
    r"The\s(?:[A-Z][\w.&-]*\s){1,4}(?:Times|Post|News|Herald|Tribune|Journal|Gazette|Guardian|Independent|Chronicle"
    r"|Observer|Telegraph|Mail|Standard|Examiner|Globe|Star|Sun|Mirror|Express|Inquirer|Review|Monitor|Press|Today)"
)
# Headings after which a page lists other stories: to its end, or until prose begins again.
FEED = re.compile(
    r"""(?: most\s(?:popular|read|viewed|shared) | news\s?feed | latest(?:\s(?:news|stories|headlines|updates))?
    | top\s(?:stories|news|headlines) | trending(?:\snow)? | more\s(?:stories|news|headlines)
    | you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested\sin) | (?:what\sto\s)?read\snext | up\snext
    | (?:from\s)?around\sthe\sweb | sponsored\s(?:content|stories|links) | comments )\W*""",
    re.VERBOSE | re.IGNORECASE,
)
RELATED = re.compile(
    r"""(?: related(?:\s(?:stories|articles|topics|news|content|coverage|links|posts))? | (?:read|see)\s(?:also|more)
    | also\sread | recommended(?:\s(?:stories|for\syou|reading))? | more\s(?:from|on|about)\s[^.?!]{1,40} )[^\w.]*""",
    re.VERBOSE | re.IGNORECASE,
)
# A feed is believed only where that many paragraphs of a report stand before it: pages open with feeds too, and live
# blogs are made of clock times.
REPORT_BEFORE_FEED = 3


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of an article and what it is."""

    kind: BlockKind
    span: Span


def label_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """Every line of a text that holds something, in order, with its kind.

    A line is body unless a rule knows better: what is called boilerplate or caption is read by nobody afterwards.
    ``title`` is the headline where it is known from elsewhere. A byte order mark counts as white space.

    >>> page = "Skip to content\\nBridge closed after flood\\nBy Ann Lee\\nThe bridge was shut on Monday, police said."
    >>> [block.kind for block in label_blocks(page)]
    ['boilerplate', 'title', 'boilerplate', 'body']
    """
    spans = _lines(text)
    lines = [span.text for span in spans]
    kinds = [_kind_alone(line) for line in lines]
    _label_title(lines, kinds, title)
    _label_repeated_captions(lines, kinds)
    _label_teasers(lines, kinds)
    _label_feeds(lines, kinds)
    return tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=True))


def byline(line: str) -> str | None:
    """Whom a line names as its author; None if it is no byline.

    >>> byline("By Ann Lee and Bo Li, November 11, 2024")
    'Ann Lee and Bo Li'
    """
    if len(line) > LONGEST_NOTICE or line[:2].lower() != "by":
        return None
    found = BYLINE.match(
        " ".join(STAMP.sub(" ", line).split()).rstrip(" .,;:|/-\N{EN DASH}\N{EM DASH}\N{BULLET}\N{MIDDLE DOT}")
    )
    return found["who"] if found else None


def _lines(text: str) -> list[Span]:
    spans = paragraphs(text)
    if text.startswith(BOM):
        start = len(text) - len(text.lstrip().lstrip(BOM).lstrip())
        spans = [Span.cut(text, max(span.start, start), span.end) for span in spans if span.end > start]
    return spans


def _is_heading(line: str) -> bool:
    """Whether a line is short and no sentence; abbreviations ("in the U.S.") may end it."""
    bare = line.rstrip(CLOSING)
    return len(line) <= LONGEST_HEADING and (
        not bare.endswith((".", ",", ";", ":", "\N{HORIZONTAL ELLIPSIS}"))
        or bool(re.search(r"\b[A-Z]\.[A-Z]\.\Z", bare))
    )


def _kind_alone(line: str) -> BlockKind:
    """What a line is by its own words."""
    if len(line) <= LONGEST_CAPTION and _is_caption(line):
        return "caption"
    if len(line) > LONGEST_NOTICE:
        return "body"
    if NOTICE.match(line) or SIGN_OFF.search(line) or CREDITS.fullmatch(line) or byline(line):
        return "boilerplate"
    if not WORD.search(FURNITURE.sub(" ", line)):
        return "boilerplate"
    if FEED.fullmatch(line) or RELATED.fullmatch(line) or MASTHEAD.fullmatch(line):
        return "boilerplate"
    return "body"


def _is_caption(line: str) -> bool:
    if line.endswith(")") and CREDIT.search(line[line.rfind("(") + 1 : -1]):
        return True
    return bool(CAPTION_START.match(line) or CREDIT_END.search(line))


def _label_title(lines: Sequence[str], kinds: list[BlockKind], title: str | None) -> None:
    """The title is the line known as such, else the first heading above the first sentence.

    Words alone above it are navigation.
    """
    prose = next((i for i, line in enumerate(lines) if kinds[i] == "body" and not _is_heading(line)), 0)
    headings = [i for i in range(prose) if kinds[i] == "body"]
    known = (title or "").strip()
    if known in lines:
        found = lines.index(known)
    elif headings:
        found = next((i for i in headings if len(WORD.findall(lines[i])) > 2), headings[0])
    else:
        return
    for i in headings:
        if i < found:
            kinds[i] = "boilerplate"
    kinds[found] = "title"


def _label_repeated_captions(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """A caption is often there twice, once without its credit."""
    for i, line in enumerate(lines):
        neighbours = [j for j in (i - 1, i + 1) if 0 <= j < len(lines) and kinds[j] == "caption"]
        if kinds[i] == "body" and any(lines[j].startswith(line) for j in neighbours):
            kinds[i] = "caption"


def _label_teasers(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """Another story's teaser: a heading, its first words broken off, perhaps a line with names."""
    for i in range(1, len(lines)):
        if kinds[i] == kinds[i - 1] == "body" and lines[i].endswith(ELLIPSES) and _is_heading(lines[i - 1]):
            kinds[i - 1] = kinds[i] = "boilerplate"
            if i + 1 < len(lines) and _is_heading(lines[i + 1]) and len(lines[i + 1].split()) <= 6:
                kinds[i + 1] = "boilerplate"


def _label_feeds(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """Lists of other stories: to the end where a feed follows the report, else until prose begins again."""
    report = 0  # characters of prose so far
    told = 0  # paragraphs of prose so far
    clocks = 0
    listing = False
    rest = sum(map(len, lines))
    for i, line in enumerate(lines):
        rest -= len(line)
        if kinds[i] == "body" and not _is_heading(line):
            report, told, listing = report + len(line), told + 1, False
        elif kinds[i] == "body" and listing:
            kinds[i] = "boilerplate"
        if kinds[i] != "boilerplate" or len(line) > LONGEST_HEADING:
            continue
        feed = FEED.fullmatch(line) is not None
        clock = CLOCK.match(line) is not None
        clocks += clock
        if (feed or (clock and clocks == 1)) and told >= REPORT_BEFORE_FEED and rest < report:
            kinds[i:] = ["boilerplate"] * (len(lines) - i)
            return
        listing = listing or feed or RELATED.fullmatch(line) is not None
