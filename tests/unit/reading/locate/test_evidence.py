"""`reading.locate.evidence`: what words say for the types, of a page and of its parts."""

from dataclasses import replace

import numpy as np
import pytest

from piaoju.model.cues import Cue, DocumentCues
from piaoju.reading.locate.evidence import Evidence, bare
from tests.text_lines import line
from tests.unit.reading.locate.tickets import KINDS

EVIDENCE = Evidence(KINDS)


def likeliest(text: str) -> str | None:
    kind = EVIDENCE.likeliest(EVIDENCE.count(text))
    return kind.type if kind else None


@pytest.mark.parametrize(
    ("text", "type_id"),
    [
        ("火车票\n03车", "ticket"),
        ("出租车\n上车", "slip"),
        ("火车票", None),
        ("火车票\n火车票", None),
        ("火车票\n03车\n出租车", None),
        ("", None),
    ],
)
def test_the_type_is_the_one_that_reaches_its_threshold(text: str, type_id: str | None) -> None:
    assert likeliest(text) == type_id


@pytest.mark.parametrize(("text", "type_id"), [("ab", "one"), ("a", None), ("abx", None), ("", None), ("x", None)])
def test_a_faint_form_is_told_by_fewer_words_if_no_other_type_is_spoken_for(text: str, type_id: str | None) -> None:
    one = DocumentCues("one", (Cue("a", 3), Cue("b", 3)), 9)
    other = DocumentCues("other", (Cue("x", 4),), 10)
    evidence = Evidence([one, other])
    kind = evidence.faintest(evidence.count(text))
    assert (kind and kind.type) == type_id


def test_of_two_types_the_one_further_above_its_threshold() -> None:
    low, high = (DocumentCues(name, (Cue(name, 5),), limit) for name, limit in (("a", 2), ("b", 4)))
    evidence = Evidence([high, low])
    kind = evidence.likeliest(evidence.count("ab"))
    assert kind is low


def test_no_types_say_nothing() -> None:
    evidence = Evidence(())
    counts = evidence.count("火车票")
    assert evidence.likeliest(counts) is None
    assert evidence.worth(counts) == 0
    assert not evidence.speaks_for_several(counts)


def test_counts_of_lines_add_up_to_those_of_the_page() -> None:
    words = ["火车票", "03车12A号", "号码号码", "某某饭店"]
    assert np.array_equal(sum(EVIDENCE.count(text) for text in words), EVIDENCE.count("\n".join(words)))


def test_worth_grows_until_a_word_occurs_as_often_as_on_one_document() -> None:
    assert EVIDENCE.worth(EVIDENCE.count("出租车\n号码")) == 4.5
    assert EVIDENCE.worth(EVIDENCE.count("出租车\n号码\n号码")) == 5
    assert EVIDENCE.worth(EVIDENCE.count("出租车\n号码\n号码\n号码\n出租车")) == 5


def test_little_or_contrary_evidence_is_worth_nothing() -> None:
    assert EVIDENCE.worth(EVIDENCE.count("上车")) == 0
    assert EVIDENCE.worth(EVIDENCE.count("火车出租车")) == 0


@pytest.mark.parametrize(
    ("text", "is_several"),
    [
        pytest.param("火车票\n03车\n限乘当日", False, id="one"),
        pytest.param("火车票\n03车\n限乘当日\n站名\n站名", False, id="a weak word twice"),
        pytest.param("火车票\n03车\n火车票\n04车", True, id="words of one type twice"),
        pytest.param("火车票\n03车\n出租车\n上车", True, id="two types, though each speaks against the other"),
        pytest.param("出租车\n上车\n号码\n号码", False, id="a word that one document prints twice"),
        pytest.param("上车\n上车", False, id="too little for one"),
    ],
)
def test_several_documents_repeat_words_or_mix_types(text: str, is_several: bool) -> None:
    assert EVIDENCE.speaks_for_several(EVIDENCE.count(text)) is is_several


def test_words_that_a_type_prints_too_speak_for_no_other_beside_it() -> None:
    ticket, slip = KINDS
    text = "火车票\n03车\n限乘当日\n上车\n里程\n号码\n号码\n甲乙丙"
    other = DocumentCues("other", (*(Cue(word, 3) for word in ("上车", "里程")), Cue("甲乙丙", 1)), 6)
    for kind, is_several in ((ticket, True), (replace(ticket, labels=("上车", "里程")), False)):
        evidence = Evidence((kind, other, slip))
        assert evidence.speaks_for_several(evidence.count(text)) is is_several


def test_blanks_within_a_line_say_nothing() -> None:
    assert bare(line("火 车 票", 0, 0)) == "火车票"
