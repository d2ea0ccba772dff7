"""Learn Punkt's parameters from plain news text: abbreviations, sentence starters, how words are spelt.

The algorithm is NLTK's of Kiss and Strunk (2006), "Unsupervised multilingual sentence boundary detection". Nothing in
it is random: the same texts give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from string import ascii_lowercase

from nltk.tokenize.punkt import PunktTrainer
from tqdm import tqdm

from newsclaims.text import STRAIGHT

# Flags of Punkt's orthographic context: seen in lower case; seen in upper case within a sentence.
LOWER, UPPER_WITHIN = 16 | 32 | 64, 4
# Common in news, though not in every collection of it.
ABBREVIATIONS = """
    adm al apr atty aug ave bros brig capt cf cmdr co col corp cpl dec dept det dr e.g est etc feb gen gov hon i.e inc
    insp jan jr lt ltd maj messrs mr mrs ms nov oct ph.d prof pvt rep reps rev sen sens sept sgt sr st supt
    u.k u.n u.s vol vs
""".split()
# Words as well as abbreviations, so they count only before a figure: "No. 10".
BEFORE_A_FIGURE = ["art", "fig", "no", "nos", "p", "pp"]
ABBREVIATION = re.compile(r"[a-z]+(?:[.&-]+[a-z]+)*")


def learn(texts: list[str], seen: int) -> dict[str, object]:
    """What is shipped. ``seen``: how often a word must occur for its spelling to count."""
    trainer = PunktTrainer()
    for text in tqdm(texts, unit="text"):
        trainer.train(text.translate(STRAIGHT), finalize=False)
    trainer.finalize_training()
    punkt = trainer.get_params()
    written = Counter(word for text in texts for word in re.findall(r"\w[\w'.-]*\w|\w", text.translate(STRAIGHT)))
    counts: Counter[str] = Counter()
    for word, n in written.items():
        counts[word.lower()] += n
    # An abbreviation that is a lower-case word too ("ill", "ore") would glue sentences together.
    learnt = {a for a in punkt.abbrev_types if ABBREVIATION.fullmatch(a) and not punkt.ortho_context.get(a, 0) & LOWER}
    initials = (f"{first}.{second}" for first in ascii_lowercase for second in ascii_lowercase)
    return {
        "abbreviations": sorted(learnt.union(ABBREVIATIONS, initials)),
        "collocations": [[word, "##number##"] for word in BEFORE_A_FIGURE],
        # Punkt takes names after an abbreviation ("Mr. Trump") for starters: they are seldom in lower case.
        "starters": sorted(w for w in punkt.sent_starters if written[w] >= counts[w] / 10),
        # All that Punkt asks of a capitalised word: was it seen in lower case, and capitalised within a sentence?
        "spellings": {
            word: (flags & UPPER_WITHIN) | 32
            for word, flags in sorted(punkt.ortho_context.items())
            if flags & LOWER and counts[word] >= seen
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="a folder of .txt files, a paragraph to the line")
    parser.add_argument("out", type=Path, help="where to write sentences.json")
    parser.add_argument("--seen", type=int, default=5, help="how often a word must occur for its spelling to count")
    options = parser.parse_args()
    learnt = learn([path.read_text("utf-8") for path in sorted(options.texts.glob("*.txt"))], options.seen)
    options.out.write_text(
        json.dumps(learnt, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
