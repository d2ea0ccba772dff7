"""Compare what news articles claim: who says what, who denies it, who leaves it out."""
