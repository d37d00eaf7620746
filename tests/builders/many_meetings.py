"""A corpus of many readouts, in sentences of our own about people who do not exist: always the same for a number."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

TOKYO = "Ministry of Foreign Affairs of Japan"
SEOUL = "Ministry of Foreign Affairs of the Republic of Korea"
FIRST, LAST = dt.date(2009, 1, 12), dt.date(2025, 8, 23)
PLACES = ("Seoul", "Tokyo", "Busan", "Kyoto", "New York", "Jeju", "Osaka")
KINDS = ("Summit Meeting", "Summit Meeting", "Foreign Ministers' Meeting", "Telephone Talk")
EVERY = 15  # one meeting in so many has a second readout, by the other side
SAID = {
    "north_korea": (
        "{a} stated that the nuclear and missile development of North Korea could not be tolerated.",
        "The two sides agreed to work closely together on North Korea.",
        "{b} explained the view of his government on the launch of a ballistic missile.",
        "{a} asked for support on the abductions issue, and {b} expressed his understanding.",
        "Both sides confirmed that the Security Council resolutions on North Korea would be kept.",
    ),
    "youth_exchange": (
        "The two sides welcomed that more students take part in youth exchange each year.",
        "{a} proposed to widen the working holiday programme for young people.",
        "They shared the view that exchange among the younger generation is the ground of all else.",
    ),
    "economy": (
        "{b} hoped that trade and investment between the two countries would grow again.",
        "The two sides welcomed the progress of talks on hydrogen and critical minerals.",
        "{a} spoke of supply chains and of economic security at some length.",
        "They agreed to hold the high-level economic consultations before the end of the year.",
        "{b} asked that the restrictions on imports of fishery products be lifted.",
    ),
    "shuttle_diplomacy": (
        "The two sides agreed to carry on shuttle diplomacy.",
        "{a} invited {b} to visit Japan at a time that suits both.",
        "They decided to stay in close touch and to meet again soon.",
    ),
    "security": (
        "Both sides confirmed the importance of security cooperation among Japan, the United States and the ROK.",
        "{b} said that defense authorities should talk to each other without delay.",
    ),
    "history": (
        "{a} stated the position of his government on the issue of former civilian workers from the Korean Peninsula.",
        "{b} said that the past must be faced squarely for a future-oriented relationship.",
    ),
    "people": (
        "They welcomed that more flights now link the cities of the two countries and that tourism recovers.",
        "{b} thanked {a} for the help given to visitors after the earthquake.",
    ),
    "global": (
        "They exchanged views on a free and open Indo-Pacific.",
        "{a} explained what his government does about climate change and development.",
    ),
    "": (
        "{b} thanked {a} for the warm welcome.",
        "{a} wished the people of the other country well.",
        "The talks were held in a calm and friendly mood.",
    ),
}
TAILS = (
    ", as both had already said when they spoke with each other at the margins of the last conference",
    ", and added that the authorities of the two countries would look into the details in the weeks to come",
    ", with a view to the anniversary of the normalisation of relations that falls into the coming year",
    "",
    "",
)
NAMES = (
    ("AOKI Taro", "BAEK Min"),
    ("AOKI Taro", "CHOI Sun"),
    ("DAN Jiro", "CHOI Sun"),
    ("EBINA Ken", "CHOI Sun"),
    ("EBINA Ken", "GO Hana"),
)


def write_many(folder: Path, number: int, seed: int = 20090112) -> Path:
    """Write so many readouts into FOLDER/readouts and return FOLDER; some meetings are told by both sides."""
    chance = random.Random(seed)
    (folder / "readouts").mkdir(parents=True, exist_ok=True)
    told_twice = number // EVERY
    meetings = number - told_twice
    days = sorted(chance.sample(range((LAST - FIRST).days), meetings))
    twice = set(chance.sample(range(meetings), told_twice))
    for n, days_on in enumerate(days):
        day, kind, place = FIRST + dt.timedelta(days_on), chance.choice(KINDS), chance.choice(PLACES)
        names = NAMES[n * len(NAMES) // meetings]
        drift = n / max(meetings - 1, 1)
        for publisher in (TOKYO, SEOUL) if n in twice else (TOKYO,):
            name = f"{day}-{place.lower().replace(' ', '-')}{'-rok' if publisher == SEOUL else ''}.txt"
            text = _page(day, kind, place, names, publisher, drift, chance)
            (folder / "readouts" / name).write_text(text, encoding="utf-8")
    return folder


def _page(
    day: dt.date, kind: str, place: str, names: tuple[str, str], publisher: str, drift: float, chance: random.Random
) -> str:
    a, b = (f"{'Minister' if 'Minister' in kind else office} {name.split()[0].capitalize()}"
            for office, name in zip(("Prime Minister", "President"), names, strict=True))  # fmt: skip
    office = ("Minister for Foreign Affairs",) * 2 if "Minister" in kind else ("Prime Minister", "President")
    weights = {"north_korea": 4 - 3 * drift, "economy": 1 + 3 * drift, "youth_exchange": 0.5 + drift}
    themes = chance.choices(list(SAID), [weights.get(theme, 1.0) for theme in SAID], k=chance.randint(5, 8))
    points = [_point(theme, a, b, chance) for theme in themes]
    where = "" if "Telephone" in kind else f" in {place}"
    numbered = "\n".join(f"  {n}. {point}" for n, point in enumerate(points, start=1))
    date = f"{day:%B} {day.day}"
    return (
        f"---\npublisher: {publisher}\nurl: https://example.org/{day}/{publisher[-5:].lower()}\naccessed: 2025-09-01\n"
        f"licence: made up for tests\n---\nJapan-ROK {kind}\n\n{date}, {day.year}\n\n"
        f"On {date}, commencing at 4:{chance.randint(10, 59)} p.m. for approximately {chance.randint(15, 60)} minutes, "
        f"Mr. {names[0]}, {office[0]} of Japan, held a {kind} with Mr. {names[1]}, {office[1]} of the Republic of Korea "
        f"(ROK){where}. The overview is as follows.\n\n{numbered}\n"
    )


def _point(theme: str, a: str, b: str, chance: random.Random) -> str:
    themes = [theme] * chance.randint(2, 5) + chance.choices(list(SAID), k=chance.randint(0, 1))
    said = [chance.choice(SAID[one]).format(a=a, b=b) for one in themes]
    return " ".join(f"{one.removesuffix('.')}{chance.choice(TAILS)}." for one in said)
