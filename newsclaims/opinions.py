"""What can be true only as somebody's words: questions, commands, feelings, judgements."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsclaims.attributions import Attribution
from newsclaims.cues import stem
from newsclaims.phrases import ADVERBS, AUXILIARIES, BE, QUOTES, VerbGroup, noun_phrase_from, verb_groups
from newsclaims.text import Token
from newsclaims.text import words as cut_words

ASKING = frozenset("ask demand question wonder inquir queri".split())
FEELING = frozenset(
    "feel felt intend regret hope wish fear worri doubt love hate like want respect appreci admir imagin envis".split()
)
# What somebody "has" who feels so: "I have great respect for farmers".
FELT = frozenset("respect appreciation admiration sympathy regard confidence faith doubts concerns hopes".split())
MOODS = frozenset(
    "sorry glad proud happy sad angry grateful ashamed disappointed shocked saddened thrilled thankful concerned"
    " surprised aback excited worried disturbed pleased delighted heartbroken honored honoured confident"
    " hopeful".split()
)
# What "I" or "we" do by saying so, as stems: "I promise to help", "we urge both sides".
DOING = frozenset(
    "pledg promis thank urg refer welcom condemn beg commend congratul applaud salut reject accept".split()
)
WANTING = frozenset("like love want prefer rather".split())
DEONTIC = frozenset("should must ought shall".split())
DESERVING = frozenset({"deserv", "justifi"})
COPULAS = frozenset("seem sound look feel remain becom get".split())
DEEMING = frozenset("consid view regard see seen deem rememb treat".split())  # "will be seen as a traitor"
RISKING, RISKS = frozenset("take tak run make mak".split()), frozenset({"risk", "gamble", "mistake", "mockery", "fool"})
YOU = frozenset("you your yours".split())
# Words that say more of who judges than of what is judged. Written down for this, not counted.
JUDGING = frozenset(
    "absurd abhorrent amazing appalling appropriate arrogant awesome awful awkward bad beautiful best better bizarre"
    " brave"
    " brilliant careless complicated cowardly crazy cruel damning dangerous decent defensible deplorable desperate"
    " despicable disappointing disastrous disgraceful disgusting dishonest disingenuous disrespectful divisive dreadful"
    " dumb embarrassing evil excellent exciting"
    " extraordinary fair fantastic foolish frightening fun funny glorious good great hateful heartbreaking hideous"
    " honest horrendous horrible horrific hurtful hypocritical idiotic immoral important impressive inappropriate"
    " incompetent incredible indefensible inexcusable inhuman insane inspiring insulting interesting"
    " intolerable ironic irresponsible laughable lively lousy ludicrous magnificent mean misguided nasty naive nice"
    " obscene odd offensive opportunistic outrageous outstanding overblown pathetic perfect phenomenal preposterous"
    " puzzling racist reckless regrettable remarkable reprehensible repugnant ridiculous rude scary selfish senseless"
    " sexist shameful shameless shocking sick sickening silly sinister smart spectacular stunning stupid superb"
    " surprising tasteless terrible terrific terrifying thoughtless tough tragic troubling ugly unacceptable"
    " unbelievable unconscionable unfair unfit unfortunate unjust unpredictable unwelcome unworthy useless vicious vile"
    " weak weird welcome wicked wonderful worse worst wrong".split()
)
JUDGEMENTS = frozenset(
    "arrogance betrayal catastrophe circus coward cowardice crap disaster disgrace dishonesty embarrassment excuse"
    " failure farce fool gamble genius hero hypocrisy hypocrite idiot injustice insult jerk joke justification madness"
    " masterpiece miracle mistake mockery monster moron nightmare outrage rubbish shame sham stunt tragedy traitor"
    " travesty triumph witch-hunt".split()
)
STRESSING = frozenset(
    "very so too really truly totally absolutely utterly extremely incredibly profoundly quite".split()
)
TIES = frozenset({"IN", "TO", "WDT", "WP"})  # tags of words that end a predicate
TITLES = frozenset("titl entitl headlin caption".split())


def asks(attribution: Attribution) -> bool:
    """Whether the content is a question: that it was asked is what can be true of it."""
    content = attribution.content[-1].text
    asked = {stem(word.text) for cue in attribution.cue for word in cut_words(cue.text)} & ASKING
    opening = any(piece.text.split(maxsplit=1)[0] in {"whether", "if"} for piece in attribution.content)
    if not attribution.source and "question" in asked:  # "questions whether"
        return False
    return bool(asked) and ("?" in content or opening)


def gives_title(attribution: Attribution) -> bool:
    """Whether the content is what a text is called: 'an article titled "The worst week"'."""
    return any(stem(word.text) in TITLES for cue in attribution.cue for word in cut_words(cue.text))


def hopes(attribution: Attribution) -> bool:
    """Whether the content is only wished for.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.attributions import extract_attributions
    >>> [hopes(found) for found in extract_attributions(make_article("a", "Lee hopes that it rains. Roe said it did."))]
    [True, False]
    """
    return any(stem(word.text) in {"hope", "wish"} for cue in attribution.cue for word in cut_words(cue.text))


def is_felt(row: Sequence[Token]) -> bool:
    """Whether a clause says what its own speaker feels or thinks: "I regret it", "he is very sorry"."""
    row = _behind_adverbs(row)
    groups = verb_groups(row)
    if not groups or row[0].text.lower() not in {"i", "we", "he", "she", "they"}:
        return False
    if any(t.tag not in ADVERBS | {"CC"} and t.text not in QUOTES for t in row[1 : groups[0].start]):
        return False
    words = [t.text.lower() for t in row[groups[0].start : groups[0].end + 4]]
    felt = stem(row[groups[0].head].text)
    behind = words[groups[0].end - groups[0].start :]
    meant = felt == "mean" and behind[:1] == ["to"]
    at_a_loss = felt == "see" and groups[0].negated and behind[:1] in (["how"], ["why"])
    has = felt in {"have", "has", "had"} and bool(FELT & set(behind))
    return meant or at_a_loss or has or felt in FEELING or bool(MOODS & set(words))


def is_act(row: Sequence[Token], main: VerbGroup) -> bool:
    """Whether what counts is that somebody says so, to someone: a command ("don't go there", "know that …"), what
    "you" are or do, a refusal to comment."""
    words = [t for t in row[: main.head] if t.tag not in ADVERBS | {"CC", "UH"}]
    plain = [t.text.lower() for t in words]
    if plain == ["do"] or (not words and row[main.head].tag == "VB"):
        return True
    yours = row[main.head].text.lower() in BE and row[main.end].text.lower() in YOU if main.end < len(row) else False
    return yours or bool(YOU & set(plain)) or (row[main.head].text == "comment" and plain[:1] in (["i"], ["we"]))


def is_opinion(row: Sequence[Token]) -> bool:
    """Whether a clause that somebody says tells what he thinks of something, wishes or wants others to do.

    >>> from newsclaims.text import tokens
    >>> clauses = "It is a disgrace", "This was the worst storm", "Come home", "We should leave", "It was on Monday"
    >>> [is_opinion(tokens(clause)) for clause in clauses]
    [True, True, True, True, False]
    """
    row = [token for token in row if token.text not in QUOTES]  # 'will "never resign"'
    groups = verb_groups(row)
    if not groups:
        return False
    main = next((g for g in groups if g.finite or row[g.start].tag == "VBG"), groups[0])
    if (
        is_act(row, groups[0])
        or _is_bid(row, groups)
        or is_felt(row)
        or _is_done_by_saying(_behind_adverbs(row))
        or _is_refused(row, main)
    ):
        return True
    if any(a.text.lower() == "how" and b.text.lower() in JUDGING for a, b in pairwise(row)):  # "how cruel it was"
        return True
    wanted = any(t.text.lower() in DEONTIC for t in row[main.start : main.end]) or _is_advised(row, main)
    past = any(t.text.lower() == "have" for t in row[main.start : main.head])  # "must have left"
    if (wanted and not past) or _is_stressed(row, main.end, len(row)):
        return True
    return any(_judges(row, group) or _speaks_to(row, group) for group in groups)


def _speaks_to(row: Sequence[Token], group: VerbGroup) -> bool:
    """Whether the subject of a verb is whoever is spoken to: "I know you are tired"."""
    return group.finite and group.start > 0 and row[group.start - 1].text.lower() == "you"


def _is_stressed(row: Sequence[Token], start: int, end: int) -> bool:
    """Whether an adjective is stressed there: "a very old house"."""
    return any(row[i].text.lower() in STRESSING and row[i + 1].tag == "JJ" for i in range(start, end - 1))


def _behind_adverbs(row: Sequence[Token]) -> Sequence[Token]:
    """A clause without what stands before its subject: "Frankly, | I regret it", "By all accounts, | we do not"."""
    start = next((i for i, token in enumerate(row) if token.tag not in ADVERBS and token.text != ","), 0)
    if row[start].tag == "IN":
        comma = next((i for i, token in enumerate(row) if token.text == ","), len(row))
        start = comma + 1 if comma + 1 < len(row) and row[comma + 1].text.lower() in {"i", "we"} else start
    return row[start:] if start and row[start - 1].text == "," else row


def _is_done_by_saying(row: Sequence[Token]) -> bool:
    """Whether "I" or "we" do, or want, something by saying so: "I thank you", "we would like to thank you"."""
    groups = verb_groups(row)
    if not groups:
        return False
    main = groups[0]
    if row[0].text.lower() not in {"i", "we"} or row[main.head].tag not in {"VB", "VBP"} or main.start > 2:
        return False
    done = {stem(t.text) for t in row[main.start : main.end] if t.text.lower() not in AUXILIARIES}
    return bool(done & (DOING | WANTING))


def _is_refused(row: Sequence[Token], main: VerbGroup) -> bool:
    """Whether "I" or "he" will not do something: "I am not going to resign", "he would not allow it"."""
    words = {t.text.lower() for t in row[main.start : main.end + 1]}
    ahead = words & {"will", "wo", "would", "going", "'ll", "’ll"} and not words & {"be", "have"}
    return main.negated and bool(ahead) and row[0].text.lower() in {"i", "we", "he", "she"} and main.start <= 2


def _is_bid(row: Sequence[Token], groups: Sequence[VerbGroup]) -> bool:
    """Whether a clause opens with a command that a tagger takes for a noun: "Act like it matters"."""
    bare = len(row) > 1 and row[0].tag in {"NN", "NNP"} and row[1].text.lower() == "like"
    return bare and not any(g.finite and g.start == noun_phrase_from(row, 0) for g in groups)


def _is_advised(row: Sequence[Token], main: VerbGroup) -> bool:
    """Whether a verb advises: "might want to wait"."""
    words = [t.text.lower() for t in row[main.start : main.end + 1]]
    return words[:1] in (["might"], ["may"]) and "want" in words and words[-1] == "to"


def _judges(row: Sequence[Token], main: VerbGroup) -> bool:
    """Whether a verb judges ("deserves it") or the predicate behind "is": an adjective or noun that does, "the most
    vivid", a likeness."""
    head = row[main.head].text.lower()
    if stem(head) in DESERVING:
        return True
    if stem(head) in RISKING:
        return any(t.text.lower() in RISKS for t in row[main.end : main.end + 5])
    deemed = main.passive and stem(head) in DEEMING
    if head not in BE and stem(head) not in COPULAS and not deemed:
        return False
    if deemed and main.end < len(row) and row[main.end].text.lower() in {"as", "like"}:
        return any(t.text.lower() in JUDGING | JUDGEMENTS for t in row[main.end : main.end + 5])
    end = next((i for i in range(main.end, len(row)) if row[i].tag in TIES or row[i].text in {",", ";", ":"}), len(row))
    said = row[main.end : end]
    likened = main.end < len(row) and row[main.end].text.lower() == "like"
    judged = any(t.text.lower() in JUDGING | JUDGEMENTS for t in said)
    most = any(a.tag == "RBS" and b.text.lower() != "recent" for a, b in pairwise(said))
    return likened or judged or most
