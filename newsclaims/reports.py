"""Reports that are denied: which words belong to whom in "denied reports that …, calling them false"."""

from __future__ import annotations

import re

from newsclaims.cues import CALLED_FALSE
from newsclaims.text import Span

Role = tuple[Span, ...]

REPORT = r"(?:accusation|allegation|assertion|claim|report|rumou?r|speculation|suggestion|stor(?:y|ie))s?"
DENYING = r"(?:confirm|den[iy]|disput|dismiss|rebut|refut|reject)\w*"
DENIED = re.compile(rf"(?P<verb>.*\b{DENYING})\s+(?P<noun>(?:[\w-]+\s+){{0,3}}?{REPORT}(?: of)?)", re.IGNORECASE)
REPORTED = re.compile(
    r"[\"“]?(?:(?P<source>\w[^,;:]{0,40}?)['’]s?\s+)?(?:[\w-]+\s+){0,3}?"
    rf"(?P<cue>{REPORT}(?: of\b|(?= that\b)))\s+(?P<content>\w.*?)(?=\s+{CALLED_FALSE.pattern}|[.!?][\"”]?\s|\Z)",
    re.IGNORECASE | re.DOTALL,
)
VERDICT = re.compile(
    r",\s+(?P<cue>(?:and\s+)?(?:brand|call|describ|denounc|dismiss|dubb|label|labell|reject)ing\s+(?:it|them|this|that|"
    rf"(?:(?:the|these|this|those|such|his|her|their|any)\s+)?(?:\w+\s+)?{REPORT}))\s+(?:as\s+)?(?P<content>\S.*)\Z",
    re.IGNORECASE | re.DOTALL,
)


def with_noun(text: str, cue: Role, content: Role) -> tuple[Role, Role]:
    """Cue and content, the noun of "denied reports that …" moved from the one to the other.

    Whoever denies reports does not make them: they are part of what is denied.
    """
    denied = DENIED.fullmatch(cue[0].text) if len(cue) == 1 and content else None
    if not denied or text[cue[0].end : content[0].start].strip():
        return cue, content
    verb, noun = (cue[0].start + at for at in (denied.end("verb"), denied.start("noun")))
    return (Span.cut(text, cue[0].start, verb),), (Span.cut(text, noun, content[0].end), *content[1:])


def without_verdict(text: str, cue: Role, content: Role) -> tuple[Role, tuple[Role, Role] | None]:
    """A denied content without the verdict behind it ("…, calling them false"), and cue and content of that.

    The verdict is the denier's own, not a part of what is denied.
    """
    if not cue or not content or not re.search(rf"\b{DENYING}", cue[0].text, re.IGNORECASE):
        return content, None
    last = content[-1]
    found = VERDICT.search(last.text)
    if not found or not found.start():
        return content, None
    judged = ((Span.cut(text, *(last.start + at for at in found.span(role))),) for role in ("cue", "content"))
    return (*content[:-1], Span.cut(text, last.start, last.start + found.start())), (next(judged), next(judged))


def reported(text: str, content: Role) -> tuple[Role, Role, Role] | None:
    """Source, cue and content of the reports that a content opens with: "the Herald's report that …"."""
    first = content[0]
    if not (found := REPORTED.match(first.text)):
        return None
    source, cue, inner = (
        (Span.cut(text, *(first.start + at for at in found.span(role))),) if found[role] else ()
        for role in ("source", "cue", "content")
    )
    return source, cue, (*inner, *(content[1:] if found.end() == len(first.text) else ()))
