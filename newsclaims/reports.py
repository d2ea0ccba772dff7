"""Reports that are denied: which words belong to whom in "denied reports that …, calling them false"."""

from __future__ import annotations

import re

from newsclaims.text import Span

Role = tuple[Span, ...]

# Predicates that say so of a report: "is false", "branded the claim fiction".
FALSE = re.compile(
    r"\b(?:false|untrue|not true|fiction|fake(?: news)?|fabricat\w+|(?<!to )lies?|baseless|unfounded|nonsense|hoax"
    r"|bogus|phony|incorrect|inaccurate|not (?:accurate|correct)|wrong(?!\s+\w)|misinformation|disinformation"
    r"|slander\w*|never happened)\b",
    re.IGNORECASE,
)
# Names for it that say more than that it is not so.
CALLING = re.compile(
    r"\b(?:fiction|fake|fabricat\w+|lies?|nonsense|hoax|bogus|phony|slander\w*|misinformation|disinformation)\b",
    re.IGNORECASE,
)
CALLED_FALSE = re.compile(rf"(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:{FALSE.pattern})", re.IGNORECASE)
REPORT = r"(?:accusation|allegation|assertion|claim|report|rumou?r|speculation|suggestion|stor(?:y|ie))s?"
NOUN = rf"(?:[\w-]+(?:['’]s?)?\s+){{0,3}}?{REPORT}(?: of)?"
STAND_IN = rf"(?:(?:(?:the|these|this|that|those|such|his|her|their|any)\s+)?(?:\w+\s+)?{REPORT}|it|them|this|that)"
DENYING = r"(?:confirm|den[iy]|disput|dismiss|rebut|refut|reject)\w*"
NAMING = r"(?:brand|call|describ|denounc|dismiss|dubb|label|labell|reject)(?:ing|ed|s)"
DENIES = re.compile(rf".*\b{DENYING}", re.IGNORECASE)
DENIED = re.compile(rf"(?P<verb>.*\b{DENYING})\s+(?P<noun>{NOUN})", re.IGNORECASE)
BETWEEN = re.compile(rf"\s+(?P<noun>{NOUN})\s+", re.IGNORECASE)
NAMES = re.compile(rf"(?:and\s+)?{NAMING}", re.IGNORECASE)
NAMED = re.compile(rf"{STAND_IN}(?=\s+(?!(?:that|of|as|{REPORT})\b)(?P<content>\S.*)\Z)", re.IGNORECASE | re.DOTALL)
CALLS = re.compile(rf"(?:and\s+)?{NAMING}\s+{STAND_IN}", re.IGNORECASE)
# Where a sentence ends as far as that can be told without Punkt, which takes 140 MB: not behind "U.S." or "Gov.".
STOP = r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})[.!?][\"”]?\s+(?=[\"“]?[A-Z])"
REPORTED = re.compile(
    r"[\"“]?(?:(?P<source>\w[^,;:]{0,40}?)['’]s?\s+)?(?:[\w-]+\s+){0,3}?"
    rf"(?P<cue>(?i:{REPORT}(?: of\b|(?= that\b))))\s+(?P<content>\w.*?)"
    rf"(?=(?<!\s)\s+(?:(?i:{CALLED_FALSE.pattern})|as\s)|{STOP}|[.!?]?[\"”]?\Z)",
    re.DOTALL,
)
SAYING = r"(?:add|argu|assert|claim|insist|maintain|say|stat|stress)ing(?=\s+that\b)"
VERDICT = re.compile(
    rf",[\"”]?\s+(?P<cue>(?:and\s+)?(?:{NAMING}\s+{STAND_IN}|{SAYING}))\s+(?:as\s+)?(?P<content>\S.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
NAMED_REPORT = re.compile(rf"(?P<verb>(?:\w+ )?{NAMING})\s+(?P<noun>{NOUN})", re.IGNORECASE)
ENDS_FALSE = re.compile(rf"\sas (?:\w+ )?(?:{FALSE.pattern})\Z", re.IGNORECASE)
BARE = re.compile(REPORT, re.IGNORECASE)
NOBODY = r"(?:that|which|was|were|is|are|has|have|had|been|since|later|no|nobody|none|(?-i:[a-z]+ly))"
NEGATED = r"\s(?:not|never|to)\s|n['’]t\s"
# Who denies what a noun stands for: "a claim denied by the ministry", "a claim that Lee has denied"; nobody in "a claim
# widely disputed" and "a claim that Lee did not deny".
DENIED_BY = re.compile(
    rf"(?:an?|the|which|that)\s+(?:\w+\s+)?{REPORT}\s+(?:later\s+)?(?:den[iy]|disput|dismiss|rebut|refut|reject)ed\s+by\s+(?P<by>\w.*)"
    rf"|an?\s+(?:\w+\s+)?{REPORT}\s+(?:that\s+|which\s+)?(?!{NOBODY}\b)(?P<who>\w(?:(?!{NEGATED})[^,])*?)\s+"
    r"(?:(?:has|have|had|later|also|(?-i:[a-z]+ly))\s+)*"
    r"(?:den[iy]|disput|dismiss|rebut|refut|reject)(?:e?[sd]|ies|ied)?",
    re.IGNORECASE,
)
# "Lee's denial of a deal".
DENIAL = re.compile(r"(?:denial|refusal|rejection|repudiation)\s+of\s+(?=\w)", re.IGNORECASE)
CITED = re.compile(r"(?:[\w-]+\s+){0,3}?(?:sources?|people|persons|officials)\b", re.IGNORECASE)


def says_nothing(source: Role, cue: Role, content: Role) -> bool:
    """Whether it is only said that an outlet has sources ("citing people familiar with the matter"), or a noun stands
    beside what nobody reports ("reports as fiction")."""
    if cue[0].text.lower() == "citing":
        return CITED.match(content[0].text) is not None
    return not source and BARE.fullmatch(cue[0].text) is not None and not content[0].text.lower().startswith("that ")


def with_noun(text: str, cue: Role, content: Role) -> tuple[Role, Role]:
    """Cue and content, the noun of "denied reports that …" in the content, of "called reports a lie" in the cue.

    Whoever denies reports does not make them: they are part of what is denied. Whoever names them says the name.
    """
    if len(cue) != 1 or not content:
        return cue, content
    first, between = content[0], text[cue[0].end : content[0].start]
    if NAMES.fullmatch(cue[0].text) and (named := NAMED.match(first.text)):
        said = Span.cut(text, first.start + named.start("content"), first.end)
        return (Span.cut(text, cue[0].start, first.start + named.end()),), (said, *content[1:])
    if (denied := DENIED.fullmatch(cue[0].text)) and not between.strip():
        verb, noun = (cue[0].start + at for at in (denied.end("verb"), denied.start("noun")))
    elif (noun_between := BETWEEN.fullmatch(between)) and DENIES.fullmatch(cue[0].text):
        verb, noun = cue[0].end, cue[0].end + noun_between.start("noun")
    elif (named := NAMED_REPORT.fullmatch(cue[0].text)) and ENDS_FALSE.search(content[-1].text):
        verb, noun = (cue[0].start + at for at in (named.end("verb"), named.start("noun")))
    else:
        return cue, content
    return (Span.cut(text, cue[0].start, verb),), (Span.cut(text, noun, first.end), *content[1:])


def without_verdict(text: str, cue: Role, content: Role) -> tuple[Role, tuple[Role, Role] | None]:
    """A denied content without the verdict behind it ("…, calling them false"), and cue and content of that.

    The verdict is the denier's own, not a part of what is denied.
    """
    if not cue or not content or not (DENIES.fullmatch(cue[0].text) or CALLS.fullmatch(cue[0].text)):
        return content, None
    last = content[-1]
    found = VERDICT.search(last.text)
    if not found or not found.start():
        return content, None
    judged = ((Span.cut(text, *(last.start + at for at in found.span(role))),) for role in ("cue", "content"))
    end = last.start + len(last.text[: found.start("cue")].rstrip().rstrip(","))
    return (*content[:-1], Span.cut(text, last.start, end)), (next(judged), next(judged))


def named_false(cue: Role, content: Role) -> bool:
    """Whether cue and content give reports that are spelled out a name for false ones: "branded | reports of a fire as
    lies".

    >>> named_false((Span(0, 6, "called"),), (Span(7, 32, "reports of a fire as lies"),))
    True
    """
    spelled_out = re.match(NOUN, content[0].text, re.IGNORECASE) and ENDS_FALSE.search(content[-1].text)
    return bool(cue and NAMES.match(cue[0].text) and spelled_out)


def reported(text: str, content: Role) -> tuple[Role, Role, Role] | None:
    """Source, cue and content of the reports that a content opens with: "the Herald's report that …"."""
    first = content[0]
    if not (found := REPORTED.match(first.text)):
        return None
    source, cue, inner = (
        (Span.cut(text, *(first.start + at for at in found.span(role))),) if found[role] else ()
        for role in ("source", "cue", "content")
    )
    goes_on = found.end() == len(first.text)
    return source, cue, (*inner, *(content[1:] if goes_on else ()))


def denier(words: str) -> tuple[int, int] | None:
    """Where words that call something a claim name who denies it; None if they do not.

    >>> words = "a claim denied by the ministry"
    >>> words[slice(*denier(words))]
    'the ministry'
    """
    found = DENIED_BY.fullmatch(words)
    return found.span("by" if found["by"] else "who") if found else None
