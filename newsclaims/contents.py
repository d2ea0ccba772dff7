"""Which contents of attributions say that something is so, and which are mere objects of what somebody does."""

from __future__ import annotations

import re

from newsclaims.attributions import Attribution
from newsclaims.clauses import RELATIVE
from newsclaims.cues import TELLING, retagged, stem
from newsclaims.phrases import QUOTES, subject_before, verb_groups, without_relative
from newsclaims.reports import REPORT
from newsclaims.stance import denies
from newsclaims.tagging import past_tenses
from newsclaims.text import tokens

# Verbs, as stems, with which "that" opens what somebody wants, not what he says is so.
REQUESTING = frozenset("request demand order urg recommend propos".split())
# Words between a cue and what is but its object: "turned to | the crew".
PREPOSITIONS = frozenset("to for at with on over against about".split())
# What tells how somebody looks to all, as stems: nobody says so.
PERCEIVING = frozenset("appear seem look sound seen heard shown film captur caught record spot".split())
# Verbs of denying, as stems, that are said of things, too, and nouns for what is true or not.
REFUSING = frozenset("reject dismiss refus repudi disput".split())
CLAIMED = re.compile(
    rf"\b(?:{REPORT}|idea|notion|possibility"
    r"|(?:account|article|version|characterization|charge|conclusion|finding|figure|estimate)s?"
    r"|alleged|reported|existence|involvement|responsibility|wrongdoing|it|this|that|them)\b",
    re.IGNORECASE,
)
# What cannot speak: a demonstrative, something that happened ("the call showed that …"), whoever is spoken to.
MUTE = re.compile(
    r"(?:that|this|these|those|which|you"
    r"|(?:(?:the|this|that|an?)\s+)?(?:\w+\s+)?(?:call|conversation|meeting|talks|visit|trip|move|incident|war|storm|fire"
    r"|attack|crash|vote|election|game|deal|strike))",
    re.IGNORECASE,
)


def is_mute(attribution: Attribution) -> bool:
    """Whether the source is nobody who could say so, so that what it shows or means is the voice's around it."""
    return bool(attribution.source) and MUTE.fullmatch(attribution.source[0].text) is not None


def _turns_down(text: str, attribution: Attribution) -> bool:
    """Whether a thing is rejected, not that something is so: "rejected the bill", and not "rejected the claim"."""
    content = attribution.content[0]
    stems = {stem(word) for cue in attribution.cue for word in cue.text.lower().split()}
    if not stems & REFUSING or CLAIMED.search(content.text) or content.text[0] in '"“':
        return False
    return not verb_groups(retagged(tokens(text, content.start, content.end)))


def is_clausal(text: str, attribution: Attribution) -> bool:
    """Whether the content is a proposition (a clause, a quotation, a denied or reported thing) and not a mere object of
    the act ("discussed the war", "urged him to leave", "told them that they should go")."""
    cue = attribution.cue[0].text.lower() if attribution.cue else ""
    seen = {stem(word) for word in cue.split()} & PERCEIVING  # "is seen", "appeared calm"
    if attribution.kind == "direct" or (attribution.kind == "unmarked" and not seen) or not cue:
        return True
    if denies(attribution):
        return not _turns_down(text, attribution)
    if cue.startswith("according") or (cue.endswith(" of") and not attribution.source):
        return True
    content, tie = attribution.content[0], stem(cue.split()[-1])
    if tie in PREPOSITIONS and len(cue.split()) > 1 and content.text[0] not in '"“':  # "was referring to | the dam"
        return False
    row = [t for t in retagged(past_tenses(tokens(text, content.start, content.end))) if t.text not in QUOTES]
    row = without_relative(row)
    groups = verb_groups(row)
    if not attribution.source and not groups and (seen or cue.split()[-1] == "as"):  # "was regarded as a flop"
        return False
    if attribution.cue[0].start > content.start:  # "her views | were widely shared" are nothing that is said
        return bool(groups) or content.text[0] in '"“'
    if not row or (tie in TELLING and any(t.text.lower() in {"should", "must"} for t in row)):
        return False
    opening = row[0].text.lower()
    if opening == "that" and tie in REQUESTING:
        return False
    if row[0].tag == "TO" or text[attribution.cue[-1].end : content.start].strip().lower() in PREPOSITIONS:
        return False
    if opening in {"that", "whether", "if"} or content.text[0] in '"“':
        return True
    quoted = text[row[groups[0].start].start - 1] in QUOTES if groups else False  # 'her rival "cheated"', tagged VBN
    if not groups or not (groups[0].finite or (quoted and row[groups[0].head].tag == "VBN")):
        return False
    before = row[: groups[0].start]
    related = any(t.tag in RELATIVE | {"WRB", "TO"} or t.text.lower() == "that" for t in before)
    return not related and subject_before(row, groups[0].start) is not None
