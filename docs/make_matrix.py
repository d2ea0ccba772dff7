"""Draw docs/matrix.png, the README's picture: who says what in the five articles of ``data/seeds``."""

from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from PIL import Image

from newsclaims import compare_articles, read_articles
from newsclaims.plots import plot_matrix

ROOT = Path(__file__).parents[1]

if __name__ == "__main__":
    mpl.use("agg")
    drawn = BytesIO()
    comparison = compare_articles(read_articles(ROOT / "data" / "seeds"))
    plot_matrix(comparison, top=16).get_figure(root=True).savefig(drawn, dpi=130)
    # 64 colours show it as well as 16 million, in a third of the bytes.
    Image.open(drawn).convert("RGB").quantize(64).save(ROOT / "docs" / "matrix.png", optimize=True)
