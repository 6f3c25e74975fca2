import pytest
from django.core.management import CommandError, call_command

from tests.cast import NOW, cast
from vetting.audit.models import Chain, Event
from vetting.audit.services import broken_links, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_events() -> list[Event]:
    people = cast()
    return [
        record(
            verb="changed",
            target=people.opening,
            actor=people.alice,
            organization_id=people.northwind.pk,
            at=NOW,
            detail={"rubric_weight": weight, "title": "Zoë"},
        )
        for weight in (0.1, 0.2, 0.3)
    ]


def test_each_event_carries_the_hash_of_the_one_before(three_events: list[Event]) -> None:
    first, second, third = three_events
    assert second.previous_hash == first.hash
    assert third.previous_hash == second.hash
    assert [event.position for event in three_events] == [1, 2, 3]
    assert list(broken_links()) == []


def test_organizations_have_chains_of_their_own(three_events: list[Event]) -> None:
    people_event = record(verb="published", target=three_events[0], at=NOW)
    assert people_event.position == 1
    assert people_event.chain_id != three_events[0].chain_id


def test_a_changed_event_breaks_the_chain(three_events: list[Event]) -> None:
    Event.objects.filter(pk=three_events[1].pk).update(detail={"rubric_weight": 0.9})
    assert [line.split(": ")[1] for line in broken_links()] == ["event 2 was changed"]


def test_a_removed_event_breaks_the_chain(three_events: list[Event]) -> None:
    three_events[1].delete()
    assert [line.split(": ")[1] for line in broken_links()] == ["event 2 is missing"]


def test_events_cut_off_at_the_end_are_missed(three_events: list[Event]) -> None:
    three_events[2].delete()
    assert [line.split(": ")[1] for line in broken_links()] == ["events after 2 are missing"]


def test_a_forged_hash_does_not_fit_the_next_event(three_events: list[Event]) -> None:
    event = three_events[1]
    event.detail = {"rubric_weight": 0.9}
    Event.objects.filter(pk=event.pk).update(detail=event.detail, hash=event.digest())
    assert [line.split(": ")[1] for line in broken_links()] == ["event 3 does not follow event 2"]


def test_the_command_says_whether_the_log_is_whole(
    three_events: list[Event], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_audit")
    assert "whole" in capsys.readouterr().out
    Chain.objects.update(length=9)
    with pytest.raises(CommandError, match="1 broken links"):
        call_command("verify_audit")
