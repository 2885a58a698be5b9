"""From a survey and its roster to people: the one function other rooms call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, UsageError
from netsurvey.resolve.answers import Answers, keyed_forms, keyed_mentions
from netsurvey.resolve.chains import Effort
from netsurvey.resolve.elsewhere import resolve_sites
from netsurvey.resolve.exact import people_by_id
from netsurvey.resolve.outcome import people_of

if TYPE_CHECKING:
    import pandas as pd

    from netsurvey.tables import People, Roster, Survey

__all__ = ["resolve"]

_VERSION = "names-2"
_QUICK = Effort(draws=20, walks=1, warm=4, calm=2)


def resolve(
    survey: Survey,
    roster: Roster,
    *,
    decisions: pd.DataFrame | None = None,
    seed: int = 1,
    draws: int = 200,
    quick: bool = False,
    workers: int = 1,
    cluster: str | None = None,
) -> People:
    """Work out who is meant by every mention, how surely and why.

    Parameters
    ----------
    survey, roster
        The same study's tables, as `ingest` gives them.
    decisions
        Human rulings that are obeyed whatever the evidence says: `decision_id`, `kind` ("same" or "different"), and in
        `a` and `b` the keys of two mentions or forms.
    seed
        Where chance comes from: the same survey, decisions and seed give the same people, byte for byte.
    draws
        How many plausible resolutions to draw.
    quick
        Whether a first answer will do: one short walk of 20 draws, marked in `settings` as such. Its certainties are
        rough.
    workers
        How many sites to resolve at a time, each in a process of its own; it changes nothing but the time taken.
    cluster
        Address of a dask scheduler whose workers do the sites instead, such as ``tcp://10.0.0.5:8786``; needs the
        extra ``cluster``.

    Returns
    -------
    People
        Every mention with its kind, those of people with a person and a probability; every merge with its evidence.

    Raises
    ------
    DecisionError
        When decisions contradict one another or are about a mention that is not there.

    Notes
    -----
    With ``resolve = "exact"`` or ``"within"`` in the study file the answers are ids and are only looked up. Otherwise
    resolutions are drawn by Gibbs sampling over persons, see docs/explanation. A probability is the share of draws that
    agree; it is not the chance that a name was remembered or written correctly.

    Examples
    --------
    >>> from netsurvey import ingest, open_study
    >>> from netsurvey.samples import sample_path
    >>> survey, roster = ingest(open_study(sample_path("small")))
    >>> people = resolve(survey, roster)
    >>> most_named = people.people.nlargest(1, "respondents")["person_id"].iloc[0]
    >>> "given name: same" in set(people.explain(most_named).evidence["evidence"])
    True
    """
    if draws < 1:
        raise UsageError(Problem(what="draws is a number of 1 or more", value=str(draws)))
    # A door that stayed shut is not a respondent: its form cannot be anybody a mention means.
    survey = replace(survey, respondents=survey.respondents[survey.respondents["interviewed"]])
    effort = _QUICK if quick else Effort(draws=draws)
    method = survey.study.study.resolve
    settings: dict[str, object] = {"method": method, "version": _VERSION, "quick": quick}
    if method == "names":
        answers = Answers(survey, roster, decisions)
        settings["nicknames"] = len(roster.nicknames)
        mentions, forms = answers.mentions, answers.forms
        told = resolve_sites(answers, effort, seed=seed, workers=workers, cluster=cluster)
    else:
        mentions, forms = keyed_mentions(survey), keyed_forms(survey)
        told = iter([people_by_id(survey, roster, mentions, forms, decisions)])
    return people_of(mentions, forms, roster, told, seed=seed, draws=effort.draws, settings=settings)
