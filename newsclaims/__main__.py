"""``python -m newsclaims`` is the command ``newsclaims``."""

from newsclaims.cli import main

if __name__ == "__main__":
    main(prog_name="newsclaims")
