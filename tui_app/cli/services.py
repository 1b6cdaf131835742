"""``nivel services``: what help there is, by life area and county; and the practice cards."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from storage.rules.fold import fold
from storage.rules.regions import county_of, find_county
from tui_app.cli.opening import opened
from tui_app.cli.output import tell, tell_json
from tui_app.cli.reading import add_form
from tui_app.cli.refusal import DONE, USAGE, Refused
from tui_app.cli.service_shapes import card_shapes, service_shapes
from tui_app.i18n.catalogue import _
from tui_app.i18n.choices import choice_words
from tui_app.plain.services import cards_text, services_text

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook
    from storage.lines.services import PracticeCardLine, ServiceLine


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("words", nargs="*", metavar=_("WORDS"), help=_("words to look for"))
    parser.add_argument("--area", default="", metavar=_("AREA"), help=_("a life area"))
    parser.add_argument(
        "--county", default="", metavar=_("COUNTY"), help=_("a county, or a municipality in it")
    )
    parser.add_argument("--cards", action="store_true", help=_("the practice cards instead"))
    add_form(parser)


def run(options: Namespace) -> int:
    """Print services or practice cards. JSON: services (service), or practice_cards."""
    area, county = _area(options.area), _county(options.county)
    with opened(options, reading=True) as casebook:
        if options.cards:
            cards = _cards(casebook, " ".join(options.words), county)
        else:
            services = _services(casebook, " ".join(options.words), area, county)
    if options.cards:
        if options.json:
            tell_json("practice-cards", {"practice_cards": card_shapes(cards)})
        else:
            tell(cards_text(cards, len(cards)))
    elif options.json:
        tell_json("services", {"services": service_shapes(services)})
    else:
        tell(services_text(services, len(services)))
    return DONE


def _services(
    casebook: "Casebook", words: str, area: str, county: str
) -> "tuple[ServiceLine, ...]":
    found = casebook.services.find(area, county)
    if not words.strip():
        return found
    picked = {line.id for line in casebook.services.pick(words, None)}
    return tuple(line for line in found if line.id in picked)


def _cards(casebook: "Casebook", words: str, county: str) -> "tuple[PracticeCardLine, ...]":
    found = casebook.practice_cards.pick(words, None)
    return tuple(line for line in found if not county or line.county == county)


def _area(text: str) -> str:
    """Return the life area that ``text`` names, by its word here or in the records."""
    if not text:
        return ""
    named = {fold(label): word for word, label in choice_words("life-area")}
    area = named.get(fold(text), text)
    if area not in dict(choice_words("life-area")):
        known = ", ".join(label for _word, label in choice_words("life-area"))
        raise Refused(_("No life area is called so. Choose of: {areas}").format(areas=known), USAGE)
    return area


def _county(text: str) -> str:
    """Return the letters of the county that ``text`` names, or that its municipality lies in."""
    county = find_county(text) or county_of(text)
    if text and not county:
        raise Refused(_("No county and no municipality is called so: {text}").format(text=text),
                      USAGE)  # fmt: skip
    return county
