"""Places of meetings, by the words of titles and leads."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.parse import parse_readout

A, B = "Prime Minister Aoki of Japan", "President Baek of the ROK"


PLACES = {
    "in": ("", f"{A} met {B} in Busan.", "Busan"),
    "in, with its country": ("", f"{A} met {B} in Phnom Penh, Cambodia.", "Phnom Penh"),
    "first": ("", f"Today in New York, {A} met {B}.", "New York"),
    "visiting": ("", f"{A}, who was visiting Hamburg, the Federal Republic of Germany, to attend the G20 Summit, met {B}.", "Hamburg"),
    "during a visit": ("", f"{A} met {B} during his visit to Seoul for the Japan-China-ROK Trilateral Summit.", "Seoul"),
    "on the margins": ("", f"{A} met {B} on the margins of the General Assembly in New York.", "New York"),
    "house": ("", f"{A} met {B} at Camp David.", "Camp David"),
    "house and city": ("", f"{A} met {B} at the Blue House in Seoul.", "Seoul"),
    "house with an article": ("", f"{A} met {B} at the Akasaka Palace.", "Akasaka Palace"),
    "title": ("Japan-ROK Summit Meeting in Busan", f"{A} met {B}.", "Busan"),
    "second sentence": ("", f"{A} met {B}. The meeting was held in Nara.", "Nara"),
    "city state": ("", f"{A}, visiting Brunei, met {B}.", "Brunei"),
    "local time": ("", f"{A} met {B} at 9:40 a.m. (local time), 8:40 a.m. in Local Time.", None),
    "the time of a city": ("", f"{A} met {B} at 9:40 a.m. (Lima time).", None),
    "host of a third meeting": ("", f"{A} met {B}, ahead of the Trilateral Summit to be held in Lima next week.", None),
    "host of a meeting before": ("", f"Following the summit hosted in Hiroshima, {A} met {B}.", None),
    "a month": ("", f"{A} met {B} in May.", None),
    "a country": ("", f"{A} met {B} in Japan.", None),
    "an office": ("", f"{A} met {B} at the Ministry of Foreign Affairs.", None),
    "agenda": ("", f"{A} met {B} to discuss peace in Ukraine and the war in Gaza.", None),
    "agenda, discussed": ("", f"{A} met {B} and discussed the situation in Naypyidaw.", None),
    "agenda, but a place": ("", f"{A} met {B} in Busan to discuss the situation in Kyiv.", "Busan"),
    "agenda in the body": ("", f"{A} met {B}.", None),
    "telephone": ("", f"{A}, who was in Busan, held a telephone talk with {B}.", None),
    "virtual": ("", f"{A} met {B} virtually in Busan.", None),
}  # fmt: skip


@pytest.mark.parametrize("form", PLACES)
def test_places(form: str) -> None:
    title, lead, place = PLACES[form]
    page = f"{title}\n\nMay 26, 2024\n\n{lead} The overview is as follows.\n\n1. They spoke of the war in Kyiv.\n2. They left."
    parsed = parse_readout(page)
    assert parsed.place == place
    assert ("No place found in the lead." in parsed.warnings) == (place is None and parsed.kind != "telephone")
