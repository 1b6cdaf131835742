"""The JSON of needs, gaps, unmet needs and handovers: keys as ``shapes`` says, format 1.

* need: id case_id area state goal words actor actor_role tie_id service service_id unmet
  unmet_words gap is_kept is_aim; masked, an actor's name is initials
* gap: need suggestions (service: id name organisation county areas)
* unmet: area clients (null: too few to be told) counties (county clients)
* handover: id case_id case client role tie_id from to offered_at offered_by ends_on state reason
  answered_on told_on contact_on words items standing gap_days is_latest
"""

from collections.abc import Iterable

from storage.lines.names import initials
from storage.lines.needs import GapLine, HandoverLine, NeedLine, UnmetLine
from tui_app.cli.shapes import Shape, plain_value
from tui_app.plain.words import shown_name

_NEED = (
    *("id", "case_id", "area", "state", "goal", "words", "actor", "actor_role", "tie_id"),
    *("service", "service_id", "unmet", "unmet_words", "gap", "is_kept", "is_aim"),
)
_HANDOVER = (
    *("id", "case_id", "role", "tie_id", "offered_at", "ends_on", "state", "reason"),
    *("answered_on", "told_on", "contact_on", "words", "items", "standing", "gap_days"),
    "is_latest",
)


def need_shapes(lines: Iterable[NeedLine], *, names: bool) -> list[Shape]:
    """Shape needs."""
    shaped = []
    for line in lines:
        actor = line.actor if names or not line.is_person else initials(line.actor)
        shape: Shape = {name: plain_value(getattr(line, name)) for name in _NEED}
        shaped.append(shape | {"actor": actor})
    return shaped


def gap_shapes(gaps: Iterable[GapLine], *, names: bool) -> list[Shape]:
    """Shape gaps with what the directory has for each."""
    return [
        {
            "need": need_shapes([gap.need], names=names)[0],
            "suggestions": [
                {
                    "id": service.id.hex(),
                    "name": service.name,
                    "organisation": service.organisation,
                    "county": service.county,
                    "areas": list(service.areas),
                }
                for service in gap.suggestions
            ],
        }
        for gap in gaps
    ]


def unmet_shapes(lines: Iterable[UnmetLine]) -> list[Shape]:
    """Shape unmet needs."""
    return [
        {
            "area": line.area,
            "clients": line.clients,
            "counties": [{"county": county, "clients": count} for county, count in line.counties],
        }
        for line in lines
    ]


def handover_shapes(lines: Iterable[HandoverLine], *, names: bool) -> list[Shape]:
    """Shape handovers."""
    shaped = []
    for line in lines:
        shape: Shape = {name: plain_value(getattr(line, name)) for name in _HANDOVER}
        people = {
            "case": line.case_label,
            "client": shown_name(line.client, names=names),
            "from": shown_name(line.from_name, names=names),
            "to": shown_name(line.to_name, names=names),
            "offered_by": shown_name(line.offered_by, names=names),
        }
        shaped.append(shape | people)
    return shaped
