"""`python -m netsurvey` (on Windows `py -m netsurvey`) for where the command itself is not on the path."""

from netsurvey.cli import main

if __name__ == "__main__":
    main()
