"""Countries: a name as written on a page → a side; an office and a side → whether the office leads that country."""

from __future__ import annotations

import re
from collections.abc import Iterable

# The countries of this study. They are speakers in every readout, even if the country did not take part.
COUNTRIES = {
    "Japan": ("Japan", "Japan's", "Japanese"),
    "ROK": ("Republic of Korea", "Republic of Korea (ROK)", "ROK", "South Korea", "Korea", "Korean", "South Korean"),
    "US": ("United States of America", "United States", "U.S.", "US", "USA"),
    "China": ("People's Republic of China", "China", "PRC", "Chinese"),
    "DPRK": ("Democratic People's Republic of Korea", "North Korea", "DPRK"),
}

# Other countries and unions, as "side (other names): adjectives". An unlisted country keeps the page's name.
_OTHERS = """
Afghanistan: Afghan; Albania: Albanian; Algeria: Algerian; Argentina: Argentine, Argentinian; Armenia: Armenian;
Australia: Australian; Austria: Austrian; Azerbaijan: Azerbaijani; Bahrain: Bahraini; Bangladesh: Bangladeshi;
Belarus: Belarusian; Belgium: Belgian; Bhutan: Bhutanese; Bolivia: Bolivian; Bosnia and Herzegovina: Bosnian;
Brazil: Brazilian; Brunei (Brunei Darussalam): Bruneian; Bulgaria: Bulgarian; Cambodia: Cambodian; Canada: Canadian;
Chile: Chilean; Colombia: Colombian; Costa Rica: Costa Rican; Croatia: Croatian; Cuba: Cuban; Cyprus: Cypriot;
Czechia (Czech Republic): Czech; Denmark: Danish; Ecuador: Ecuadorian; Egypt: Egyptian; Estonia: Estonian;
Ethiopia: Ethiopian; EU (European Union, European Commission, European Council): European; Fiji: Fijian;
Finland: Finnish; France (French Republic): French; Georgia: Georgian;
Germany (Federal Republic of Germany): German; Ghana: Ghanaian; Greece (Hellenic Republic): Greek; Hungary: Hungarian;
Iceland: Icelandic; India: Indian; Indonesia: Indonesian; Iran (Islamic Republic of Iran): Iranian; Iraq: Iraqi;
Ireland: Irish; Israel: Israeli; Italy (Italian Republic): Italian; Jordan (Hashemite Kingdom of Jordan): Jordanian;
Kazakhstan: Kazakh; Kenya: Kenyan; Kuwait: Kuwaiti; Kyrgyzstan (Kyrgyz Republic): Kyrgyz;
Laos (Lao People's Democratic Republic, Lao PDR): Lao, Laotian; Latvia: Latvian; Lebanon: Lebanese; Libya: Libyan;
Lithuania: Lithuanian; Luxembourg: Luxembourgish; Malaysia: Malaysian; Maldives: Maldivian; Malta: Maltese;
Mexico (United Mexican States): Mexican; Moldova: Moldovan; Mongolia: Mongolian; Montenegro: Montenegrin;
Morocco: Moroccan; Myanmar: Burmese; NATO (North Atlantic Treaty Organization); Nepal: Nepalese;
Netherlands (Kingdom of the Netherlands): Dutch; New Zealand; Nigeria: Nigerian; North Macedonia: Macedonian;
Norway: Norwegian; Oman: Omani; Pakistan: Pakistani; Palau: Palauan; Palestine: Palestinian; Panama: Panamanian;
Papua New Guinea; Paraguay: Paraguayan; Peru: Peruvian; Philippines (Republic of the Philippines): Philippine, Filipino;
Poland: Polish; Portugal: Portuguese; Qatar: Qatari; Romania: Romanian; Russia (Russian Federation): Russian;
Rwanda: Rwandan; Saudi Arabia (Kingdom of Saudi Arabia): Saudi, Saudi Arabian; Senegal: Senegalese; Serbia: Serbian;
Singapore: Singaporean; Slovakia (Slovak Republic): Slovak; Slovenia: Slovenian; South Africa: South African;
Spain: Spanish; Sri Lanka: Sri Lankan; Sweden: Swedish; Switzerland (Swiss Confederation): Swiss; Syria: Syrian;
Tajikistan: Tajik; Tanzania: Tanzanian; Thailand (Kingdom of Thailand): Thai; Timor-Leste: Timorese; Tonga: Tongan;
Tunisia: Tunisian; Turkey (Türkiye, Turkiye): Turkish; Turkmenistan: Turkmen; UAE (United Arab Emirates): Emirati;
UK (United Kingdom, United Kingdom of Great Britain and Northern Ireland, Great Britain, Britain, U.K.): British;
UN (United Nations); Uganda: Ugandan; Ukraine: Ukrainian; Uruguay: Uruguayan; Uzbekistan: Uzbek;
Venezuela: Venezuelan; Vietnam (Viet Nam, Socialist Republic of Viet Nam, Socialist Republic of Vietnam): Vietnamese;
Zambia: Zambian; Zimbabwe: Zimbabwean
"""
_ENTRY = re.compile(r"\s*([^(:]+?)\s*(?:\(([^)]*)\))?\s*(?::\s*(.*?))?\s*", re.DOTALL)


def _names(entry: str) -> tuple[str, tuple[str, ...]]:
    """The side and all names of an entry of _OTHERS such as "Italy (Italian Republic): Italian"."""
    match = _ENTRY.fullmatch(entry)
    assert match is not None, entry
    side, others, adjectives = match.groups()
    listed = [*(others or "").split(","), *(adjectives or "").split(",")]
    return side, tuple(dict.fromkeys([side, *(name.strip() for name in listed if name.strip())]))


KNOWN = COUNTRIES | {"US": (*COUNTRIES["US"], "American")} | dict(map(_names, _OTHERS.split(";")))
NAMES = tuple(name for names in KNOWN.values() for name in names)
_SIDE_OF = {name.casefold(): side for side, names in KNOWN.items() for name in names}

# For pages that state only the office: the countries whose government or foreign policy this office leads.
_LED_BY = {
    "President": frozenset(
        "ROK US China France Indonesia Philippines Russia Ukraine Brazil Argentina Mexico Chile Peru Colombia "
        "Turkey EU "
        "Egypt Poland Switzerland Kazakhstan Uzbekistan Kenya Nigeria Ghana Palau Cyprus".split()
    )
    | {"Sri Lanka", "South Africa", "Timor-Leste"},
    "Chancellor": frozenset({"Germany", "Austria"}),
    "Taoiseach": frozenset({"Ireland"}),
    "Premier": frozenset({"China"}),
    "Secretary of State": frozenset({"US"}),
    "Secretary of Defense": frozenset({"US"}),
    "Foreign Secretary": frozenset({"UK"}),
}
CITY_STATES = ("Brunei", "Luxembourg", "Monaco", "Panama", "Singapore")


def any_country(names: Iterable[str] = NAMES) -> str:
    """A regular expression that matches any of some names (by default of every known country), longer names first."""
    listed = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace("'", "['’]") for name in listed)


def side_of(country: str) -> str:
    """The side of a country as written on a page; an unknown country keeps its name.

    >>> side_of("the Republic of Korea"), side_of("French"), side_of("Kiribati")
    ('ROK', 'France', 'Kiribati')
    """
    plain = re.sub(r"\s+", " ", country.replace("’", "'")).strip().removeprefix("the ")
    bare = re.sub(r"(?:\s*\(.*|'s?)$", "", plain)
    without_form = re.sub(
        r"^(?:(?:Federal|Islamic) )?(?:Republic|Kingdom|Commonwealth|State|Sultanate) of (?:the )?", "", bare
    )
    known = (_SIDE_OF.get(name.casefold()) for name in (plain, bare, bare.rstrip("."), without_form))
    return next((side for side in known if side), without_form if without_form in KNOWN else bare)


def is_led_by(office: str, side: str) -> bool:
    """Whether this office leads this country: of France and Germany, `President` leads only France.

    >>> is_led_by("Chancellor", "Germany"), is_led_by("Prime Minister", "ROK")
    (True, False)
    """
    if office == "Prime Minister":
        return not any(
            side in sides for name, sides in _LED_BY.items() if name in ("President", "Chancellor", "Taoiseach")
        )
    return side in _LED_BY.get(office.removesuffix("-elect").removeprefix("Vice ").removeprefix("Acting "), ())
