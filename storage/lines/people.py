"""What lists of people and organisations show."""

from dataclasses import dataclass

from storage.lines.names import initials


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person.

    ``in_case`` says that they stand in the network of the case at hand; ``alike`` that another
    person's name looks the same, so the picker must ask.
    """

    id: bytes
    name: str
    title: str
    sector: str
    organisation: str
    phone: str
    email: str
    case_id: bytes | None = None
    is_client: bool = False
    in_case: bool = False
    alike: bool = False

    @property
    def initials(self) -> str:
        """The masked name."""
        return initials(self.name)


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One organisation. ``people`` counts the people of the directory in it."""

    id: bytes
    name: str
    sector: str
    municipality: str
    phone: str
    email: str
    people: int
