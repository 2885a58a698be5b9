"""What a cell says before anybody reads it: nothing, nobody, don't know, refused, or something.

The words for these stand in the study file, for the whole study, one file or one question; the narrowest wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.ingest.values import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from netsurvey.study import Attribute, Question, Respondent, Scale, Source, Study

__all__ = ["BLANK", "CONTENT", "DONT_KNOW", "NONE", "REFUSED", "Words", "by_unique", "words_for"]

CONTENT, BLANK, NONE, DONT_KNOW, REFUSED = range(5)


def by_unique(texts: NDArray[np.object_], read: Callable[[str], Any]) -> NDArray[np.object_]:
    """Return what `read` makes of each text, reading every different text once.

    Examples
    --------
    >>> import numpy as np
    >>> by_unique(np.array(["b", "a", "b"], dtype=object), str.upper).tolist()
    ['B', 'A', 'B']
    """
    codes, unique = pd.factorize(texts)
    made = np.empty(len(unique), dtype=object)
    for place, text in enumerate(unique):
        made[place] = read(text)
    return made[codes]


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words in force for one line of the study file, as they are compared.

    Attributes
    ----------
    meaning
        What each word means: BLANK, NONE, DONT_KNOW or REFUSED.
    """

    meaning: dict[str, int]

    def codes(self, texts: NDArray[np.object_]) -> NDArray[np.int8]:
        """Return for every text whether it is content or one of the words."""
        return by_unique(texts, self.code).astype(np.int8)

    def code(self, text: str) -> int:
        """Return whether a text is content or one of the words.

        Examples
        --------
        >>> Words(meaning={"nobody": NONE}).code("Nobody.") == NONE
        True
        """
        folded = fold(text)
        return self.meaning.get(folded, CONTENT) if folded else BLANK


def words_for(
    study: Study, source: Source, block: Attribute | Question | Respondent | Scale, *, without: tuple[int, ...] = ()
) -> Words:
    """Return the words in force for a block of the study file in one file of answers.

    Parameters
    ----------
    study
        What was asked.
    source
        The file's own block.
    block
        The question, scale, attribute or `[respondent]`.
    without
        Meanings that are answers here: "none" is a fair answer to a choice, and somebody's surname.
    """
    meaning: dict[str, int] = {}
    lists = (("refused", REFUSED), ("dont_know", DONT_KNOW), ("none_words", NONE), ("missing", BLANK))
    for name, code in lists:
        if code in without:
            continue
        own = getattr(block, name)
        if own is None:
            own = getattr(source, name)
        meaning.update(
            dict.fromkeys((fold(word) for word in (getattr(study.study, name) if own is None else own)), code)
        )
    return Words(meaning=meaning)
