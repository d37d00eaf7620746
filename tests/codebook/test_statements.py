from __future__ import annotations

from dataclasses import astuple

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.codebook.file import read_codebook
from analysis.codebook.rules import VoiceRules
from analysis.codebook.statements import StatementFinder, find_statements, voice_of_sentences
from analysis.corpus.corpus import LEADER_COLUMNS
from analysis.corpus.parsing.parsed import Leader
from analysis.measures.voices import compare_voices, give_words
from analysis.study import Study
from tests.builders.studies import PROJECT

RULES = read_codebook(PROJECT / "corpus" / "codebook.yml").voice
LEADERS = (
    Leader("Kishida Fumio", "KISHIDA Fumio", "Japan", "Prime Minister"),
    Leader("Yoon Suk Yeol", "YOON Suk Yeol", "ROK", "President"),
)
HAMBURG, SEOUL = "2017-07-07-hamburg", "2024-05-26-seoul"
J, R, B = "Japan", "ROK", "both"
# Read from the two texts by hand, sentence by sentence.
BY_HAND = {
    HAMBURG: [(J, "stated")] * 9 + [(B, "agreed")] + [(J, "stated")] * 3 + [(B, "agreed")],
    SEOUL: [
        (J, "stated"), (J, "stated"), (B, "agreed"), (J, "stated"), (B, "agreed"), (B, "agreed"), (J, "stated"),
        (J, "welcomed"), (B, "welcomed"), (B, "welcomed"), (B, "agreed"), (J, "stated"), (B, "welcomed"),
        (B, "agreed"), (R, "stated"), (B, "agreed"), (B, "agreed"), (B, "other"), (J, "stated"), (B, "agreed"),
        (B, "agreed"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def finder(study: Study) -> StatementFinder:
    return StatementFinder(study.codebook.voice, LEADERS)


@pytest.mark.parametrize("readout_id", BY_HAND)
def test_every_sentence_of_the_readouts_has_the_voice_that_a_reader_finds(study: Study, readout_id: str) -> None:
    voices = study.voices[study.voices["readout_id"] == readout_id]
    assert list(zip(voices["voice"], voices["act"], strict=True)) == BY_HAND[readout_id]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("In response, President Yoon, for his part, stated that Japan and the ROK agreed on X, and the two leaders confirmed it.",
         [(R, "stated"), (B, "agreed")]),
        ("Prime Minister Kishida and President Yoon concurred, and the Prime Minister explained A.", [(B, "agreed"), (J, "stated")]),
        ("It was agreed that the two would meet.", [(B, "agreed")]),
        ("The Japanese side explained A, while the ROK side expressed B.", [(J, "stated"), (R, "stated")]),
        ("With President Yoon, Prime Minister Kishida stated that he would come.", [(J, "stated")]),
        ("Japan, the ROK and the US reaffirmed their ties.", [(B, "agreed")]),
        ("Japan, the ROK, and the US reaffirmed their ties.", [(B, "agreed")]),
        ("President Yoon reaffirmed his support.", [(R, "stated")]),
        ("Both leaders welcomed the progress and decided to enhance it.", [(B, "welcomed"), (B, "agreed")]),
        ("He also welcomed A and expressed hope.", [(J, "welcomed"), (J, "stated")]),
        ("President YOON stated A; Prime Minister KISHIDA stated B.", [(R, "stated"), (J, "stated")]),
        ("President Yoon stated that he welcomes the text, which the two leaders agreed last year.", [(R, "stated")]),
        ("The progress that the two leaders welcomed last year is large.", []),
        ("President Yoon stated that the ministers met and agreed on it.", [(R, "stated")]),
        ("The ROK and China agreed on A.", [("neither", "other")]),
        ("North Korea announced a launch.", [("neither", "other")]),
        ("President Yoon resolutely and unequivocally condemned A.", [(R, "stated")]),
        ("Prime Minister Kishida, who was visiting Seoul, stated A.", [(J, "stated")]),
        ("The President and Prime Minister each underscored A.", [(B, "stated")]),
        ("President Yoon stated that, while A was so, and Japan expressed B, more was needed.", [(R, "stated")]),
        ("The two leaders have agreed on A, and had a candid exchange of views.", [(B, "agreed"), (B, "other")]),
        ("Trade grew.", []),
        ("", []),
    ],
)  # fmt: skip
def test_subjects_verbs_and_clauses(finder: StatementFinder, sentence: str, found: list[tuple[str, str]]) -> None:
    assert [(one.voice, one.act) for one in finder.find(sentence, "Japan")] == found


def test_he_is_whoever_spoke_last_alone_in_the_same_readout(study: Study) -> None:
    sentences = pd.DataFrame(
        [("a", 1, "President Yoon stated A.", 0), ("a", 2, "The two leaders concurred.", 30), ("a", 3, "He added B.", 60),
         ("b", 1, "He added C.", 0)], columns=["readout_id", "sentence", "text", "start"]
    )  # fmt: skip
    leaders = pd.DataFrame([(name, *astuple(leader)) for name in "ab" for leader in LEADERS], columns=LEADER_COLUMNS)
    statements = find_statements(sentences, leaders, study.codebook.voice)
    assert statements["voice"].tolist() == ["ROK", "both", "ROK", "neither"]


def test_other_pairs_and_three_countries_have_their_own_names(study: Study) -> None:
    leaders = (
        Leader("Joe Biden", "Joe Biden", "US", "President"),
        Leader("Ferdinand R. Marcos Jr.", "Ferdinand R. Marcos Jr.", "Philippines", "President"),
    )
    found = StatementFinder(study.codebook.voice, leaders)
    assert [one.voice for one in found.find("President Marcos underscored A.")] == ["Philippines"]
    assert [one.voice for one in found.find("The Philippines and the United States concurred on A.")] == ["both"]
    three = StatementFinder(study.codebook.voice, (*LEADERS, Leader("Joe Biden", "Joe Biden", "US", "President")))
    assert [one.voice for one in three.find("Japan and the ROK underscored A.")] == ["Japan and ROK"]
    assert [one.voice for one in three.find("The US, Japan and the ROK underscored A.")] == ["both"]
    # Two presidents: it does not say which.
    assert [one.voice for one in found.find("The President underscored A.")] == ["neither"]


WORDS = ["the two leaders", "Prime Minister Kishida", "President Yoon", "and", ",", "that", "stated", "agreed", "welcomed",
         "which", "he", "they", ";", "also", "trade", "(", "concurred"]  # fmt: skip


spoken = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=60)


@settings(max_examples=25)
@given(spoken)
def test_statements_cover_their_sentence(text: str) -> None:
    check_cover(text)


@pytest.mark.slow
@given(spoken)
def test_statements_cover_many_sentences(text: str) -> None:
    check_cover(text)


def check_cover(text: str) -> None:
    sentences = pd.DataFrame([("a", 1, text, 7)], columns=["readout_id", "sentence", "text", "start"])
    leaders = pd.DataFrame([("a", *astuple(leader)) for leader in LEADERS], columns=LEADER_COLUMNS)
    statements = find_statements(sentences, leaders, RULES)
    assert statements["start"].iloc[0] == 7
    assert statements["end"].iloc[-1] == 7 + len(text)
    assert (statements["start"].iloc[1:].to_numpy() == statements["end"].iloc[:-1].to_numpy()).all()
    for row in statements.itertuples():
        assert row.subject in text
        assert row.verb in text
    assert len(voice_of_sentences(statements, RULES)) == 1


def test_the_words_of_a_voice_are_those_of_its_statements(study: Study) -> None:
    by_act = study.act_shares.set_index(["readout_id", "voice", "act"])["n_words"]
    words = study.statements.groupby(["readout_id", "voice", "act"])["n_words"].sum()
    assert by_act[words.index].tolist() == pytest.approx(words.tolist())
    assert study.act_shares.groupby("readout_id")["share_words"].sum().tolist() == pytest.approx([1, 1])
    assert study.voice_shares.groupby("readout_id")["share_words"].sum().tolist() == pytest.approx([1, 1])
    for shares in (study.act_shares, study.voice_shares):
        assert ((shares["low"] <= shares["share_words"]) & (shares["share_words"] <= shares["high"])).all()


def test_a_sentence_with_one_statement_gives_its_words_as_emphasis_does(study: Study) -> None:
    keys = ["readout_id", "sentence"]
    alone = ~study.statements.duplicated(keys, keep=False)
    single = study.statements.loc[alone, keys].merge(study.statement_themes, on=keys)
    tagged = study.tags.merge(study.sentences[[*keys, "n_words"]], on=keys)
    expected = tagged.assign(n=tagged["weight"] * tagged["n_words"]).set_index([*keys, "theme"])["n"]
    for row in single[single["theme"] != "none"].itertuples():
        assert row.n_words == pytest.approx(expected[(row.readout_id, row.sentence, row.theme)])


def test_words_go_to_the_statement_that_speaks_of_the_theme(study: Study) -> None:
    """Hamburg 5: Japan spoke of the young; what both agreed on there names no theme. Seoul 14: one speaker goes on."""
    voiced = study.statement_themes.set_index(["readout_id", "sentence"])
    assert voiced.loc[[(HAMBURG, 5)], ["voice", "theme"]].values.tolist() == [
        ["Japan", "youth_exchange"],
        ["both", "none"],
    ]
    assert voiced.loc[[(SEOUL, 14)], ["act", "theme"]].values.tolist() == [
        ["other", "north_korea"],
        ["agreed", "north_korea"],
    ]
    human_rights = voiced.loc[[(SEOUL, 15)], ["voice", "theme"]].values.tolist()
    assert human_rights == [["ROK", "north_korea"], ["both", "north_korea"]]


def test_changes_of_voice_have_verdicts_with_their_intervals(study: Study) -> None:
    changes = compare_voices(study.statement_themes, study.sentences, list(study.names), ["voice"]).set_index("voice")
    for row in changes.itertuples():
        assert row.low <= row.change <= row.high
        assert (row.verdict == "not shown") == (row.low <= 0 <= row.high)
    nothing = compare_voices(study.statement_themes[:0], study.sentences[:0], list(study.names))
    assert nothing.empty
    assert give_words(study.statements[:0], study.tags[:0], study.matches[:0]).empty


SHORT_RULES = VoiceRules.model_validate(
    {"between": ["also"], "joins": ["and"], "acts": [{"key": "stated", "verbs": ["stated"]}]}
)


@pytest.mark.parametrize(("fillers", "found"), [(6, 1), (7, 0)])
def test_up_to_six_words_stand_between_subject_and_verb(fillers: int, found: int) -> None:
    sentence = f"Japan {'also ' * fillers}stated this."
    assert len(StatementFinder(SHORT_RULES, LEADERS).find(sentence)) == found


@pytest.mark.parametrize(("spaces", "found"), [(197, 2), (198, 1)])
def test_a_join_is_searched_200_characters_before_a_subject(spaces: int, found: int) -> None:
    sentence = f"Japan stated this and{' ' * spaces}the ROK stated that."
    assert len(StatementFinder(SHORT_RULES, LEADERS).find(sentence)) == found


def test_the_columns_of_the_tables(study: Study) -> None:
    assert list(study.statements) == [
        "readout_id", "sentence", "statement", "voice", "act", "subject", "verb", "start", "end", "n_words",
    ]  # fmt: skip
    assert list(study.voices) == ["readout_id", "sentence", "voice", "act"]


def test_a_sentence_without_a_speaker_is_one_statement() -> None:
    sentences = pd.DataFrame({"readout_id": "a", "sentence": [4], "text": ["It rained here."], "start": [10]})
    statements = find_statements(sentences, pd.DataFrame(columns=LEADER_COLUMNS), SHORT_RULES)
    assert statements.values.tolist() == [["a", 4, 1, "neither", "other", "", "", 10, 25, 3]]


ONE_NAMED = (Leader("Aoki Taro", "Aoki", "Japan", "Prime Minister"),)


@pytest.mark.parametrize(
    ("said", "voices"),
    [
        ("The Prime Minister thanked Prime Minister Aoki for his support.", ["neither"]),
        ("The Prime Minister and Prime Minister Aoki agreed to meet.", ["both"]),
        ("Prime Minister Aoki and the President agreed to meet.", ["both"]),
        ("Prime Minister Aoki thanked the Prime Minister.", ["Japan"]),
        ("“We agree on trade,” said Prime Minister Aoki.", ["Japan"]),
        ('"The two leaders agreed on trade", added Prime Minister Aoki.', ["Japan"]),
        ("On May 26, Prime Minister Aoki said that the two leaders agreed.", ["Japan"]),
        ("According to Prime Minister Aoki, trade grew.", ["Japan"]),
    ],
)
def test_an_office_alone_names_no_side(study: Study, said: str, voices: list[str]) -> None:
    assert [one.voice for one in StatementFinder(study.codebook.voice, ONE_NAMED).find(said)] == voices


def test_he_is_not_the_named_leader_after_an_office_alone(study: Study) -> None:
    said = ["Prime Minister Aoki noted A.", "The Prime Minister noted B.", "He noted C."]
    table = {"readout_id": "a", "sentence": [1, 2, 3], "text": said, "start": 0}
    leaders = pd.DataFrame([("a", "Aoki", "Japan", "Prime Minister", "Aoki")])
    leaders.columns = ["readout_id", "written", "side", "office", "name"]
    found = find_statements(pd.DataFrame(table), leaders, study.codebook.voice)
    assert found["voice"].tolist() == ["Japan", "neither", "neither"]


@pytest.mark.parametrize(
    "verb",
    [
        "updated",
        "told",
        "said that",
        "saw eye to eye",
        "warned",
        "set out",
        "walked through",
        "took up",
        "deplored",
        "makes clear",
        "undertook",
    ],
)
def test_verbs_of_reporting_are_known_widely(study: Study, verb: str) -> None:
    found = StatementFinder(study.codebook.voice, ONE_NAMED).find(f"Prime Minister Aoki {verb} this.")
    assert [one.voice for one in found] == ["Japan"]


def test_he_within_a_sentence_is_whoever_spoke_before_in_it(finder: StatementFinder) -> None:
    sentence = "President Yoon stated A, and Prime Minister Kishida explained B, and he added C."
    assert [one.voice for one in finder.find(sentence)] == [R, J, J]
