"""A made-up village for the page, of any size, as the Python side hands it over."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CODE", "PAN_FOR", "village"]

CODE = "QX7K-29FM"
"""On the slip of somebody in the second community."""
PAN_FOR = """
async (milliseconds) => {
  const map = document.getElementById("map");
  const { left, top, width, height } = map.getBoundingClientRect();
  const tell = (type, x, y) =>
    map.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX: left + x, clientY: top + y, bubbles: true }));
  map.setPointerCapture = () => {};
  const frames = [];
  const start = performance.now();
  tell("pointerdown", width / 2, height / 2);
  for (let before = await new Promise(requestAnimationFrame); performance.now() - start < milliseconds; ) {
    const turn = (performance.now() - start) / 300;
    tell("pointermove", width * (0.5 + 0.2 * Math.sin(turn)), height * (0.3 + 0.2 * Math.cos(turn)));
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - before);
    before = now;
  }
  tell("pointerup", width / 2, height / 2);
  return frames;
}
"""
"""A script that drags the map round in circles and returns how many milliseconds each frame took."""
_SALT = b"made-up salt"
_COST = {"n": 1024, "r": 8, "p": 1}
_PLACES = (
    ("Larkfield Centre", "place", "about 60"),
    ("Café Zoë", "place", "about 25"),
    ("St Brannoc's Hall", "place", "about 15"),
    ("Walking group", "group", "about 30"),
    ("Knit & natter", "group", "about 10"),
    ("Parish newsletter", "medium", "about 90"),
    ("Word of mouth", "medium", "about 70"),
    ("Larkfield Trust", "organisation", "about 20"),
)
_STEPS = (
    ("asked", "Here is everyone we asked", [0], False, "none", False, False),
    ("named", "The people they named", [0, 1], True, "none", False, False),
    ("information", "Where people get their news", [0, 1], False, "medium", True, False),
    ("gathering", "Who brings groups together", [0, 1], True, "all", True, False),
    ("missing", "Who we might be missing", [0], False, "none", False, True),
)


def village(
    *, people: int = 400, ties: int = 1_000, communities: int = 6, tier: str = "public", codes: bool = False
) -> dict[str, Any]:
    """Return contents of a village whose ties stay mostly within communities, the same for the same numbers."""
    chance = np.random.default_rng(11)
    member = chance.integers(0, communities, people)
    angles = 2 * np.pi * np.arange(communities) / communities
    middles = 5_000 + 3_300 * np.column_stack([np.cos(angles), np.sin(angles)])
    spread = 1_500 / max(np.sqrt(communities / 6), 1)
    at = np.clip(middles[member] + chance.normal(0, spread / 2, (people, 2)), 0, 10_000).round().astype(int)
    source = chance.integers(0, people, ties)
    near = chance.integers(0, people, (ties, 25))
    nearest = np.abs(at[near] - at[source][:, None, :]).sum(axis=2).argmin(axis=1)
    target = near[np.arange(ties), nearest]
    return {
        "version": 1,
        "tier": tier,
        "title": "Larkfield: who turns to whom",
        "wave": "2026",
        "banner": "Names are shown: for the team only" if tier == "team" else None,
        "caption": f"About {people // 3} people were asked. It is a partial map: only whom they named is on it.",
        "people": {
            "x": at[:, 0].tolist(),
            "y": at[:, 1].tolist(),
            "size": np.minimum(np.bincount(target, minlength=people) // 2, 4).tolist(),
            "kind": (np.arange(people) % 3 > 0).astype(int).tolist(),
            "community": member.tolist(),
            "levels": {"work": chance.integers(0, 3, people).tolist()},
        },
        "labels": [f"Person {number}" for number in range(people)] if tier == "team" else None,
        "ties": {"from": source.tolist(), "to": target.tolist(), "questions": chance.integers(1, 4, ties).tolist()},
        "questions": [
            {"name": "help", "text": "If you needed a hand, whom would you ask?"},
            {"name": "ideas", "text": "Whom would you go to with an idea?"},
        ],
        "attributes": [{"name": "work", "title": "Work", "levels": ["in work", "retired", "other or not shown"]}],
        "kinds": [
            {"name": "respondent", "title": "someone we asked", "n": f"about {people // 3}"},
            {"name": "named", "title": "someone they named", "n": f"about {people * 2 // 3}"},
        ],
        "sizes": ["named by nobody or one", "two or three", "four or five", "six or seven", "eight or more"],
        "communities": [
            {
                "title": f"Group {index + 1}",
                "n": f"about {5 * round(int((member == index).sum()) / 5)}",
                "about": "Many here meet at the Larkfield Centre and read the Parish newsletter.",
                "hull": _ring(middles[index], spread * 1.15),
                "colour": index,
            }
            for index in range(communities)
        ],
        "places": [
            {
                "title": title,
                "kind": kind,
                "n": n,
                "x": None if title == "Word of mouth" else int(5_000 + 1_900 * np.cos(place)),
                "y": None if title == "Word of mouth" else int(5_000 + 1_900 * np.sin(place)),
                "communities": [[place % communities, "about 10"], [(place + 2) % communities, "fewer than 8"]],
                "people": None if tier == "public" else chance.integers(0, people, 12).tolist(),
                "isolates": "fewer than 8",
            }
            for place, (title, kind, n) in enumerate(_PLACES)
        ],
        "alone": {"n": "about 15", "sentence": "About 15 people named nobody, and nobody named them."},
        "steps": [
            {
                "id": name,
                "title": title,
                "html": f"<p>{title}, in <strong>plain words</strong>. Left and right mean nothing.</p>",
                "show": {
                    "kinds": kinds,
                    "ties": lines,
                    "question": None,
                    "places": places,
                    "communities": outlines,
                    "alone": alone,
                },
            }
            for name, title, kinds, lines, places, outlines, alone in _STEPS
        ],
        "tables": [
            {
                "id": "communities",
                "caption": "The groups on the map",
                "columns": ["Group", "People"],
                "rows": [[f"Group {index + 1}", "about 65"] for index in range(communities)],
            },
            {
                "id": "places",
                "caption": "Places",
                "columns": ["Place", "Kind", "People"],
                "rows": [list(place) for place in _PLACES],
            },
        ],
        "codes": _codes() if codes else None,
        "words": None,
    }


def _ring(middle: NDArray[np.float64], radius: float) -> list[list[int]]:
    """Return twelve corners around a point."""
    turn = 2 * np.pi * np.arange(12) / 12
    corners = middle + radius * np.column_stack([np.cos(turn), np.sin(turn)])
    return [[round(x), round(y)] for x, y in corners.tolist()]


def _codes() -> dict[str, Any]:
    """Return what the page knows of `CODE`: a salted slow hash, and the second community."""
    key = hashlib.scrypt(CODE.replace("-", "").encode(), salt=_SALT, dklen=12, **_COST)
    return {
        "salt": base64.b64encode(_SALT).decode(),
        "N": _COST["n"],
        "r": _COST["r"],
        "p": _COST["p"],
        "community": {base64.b64encode(key).decode(): 1},
    }
