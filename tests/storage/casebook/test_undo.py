"""Undoing and redoing: the last change first, and nothing else when it cannot be done now."""

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from storage.errors import MediumGone
from tests.offices import SmallCase

if TYPE_CHECKING:
    from storage.casebook.casebook import Casebook


def test_an_undo_that_failed_is_tried_again_not_passed_over(
    casebook: "Casebook", small: SmallCase
) -> None:
    """While the stick is out, undo is refused; afterwards it takes back the same change."""
    casebook.cases.edit(small.case, wishes="ensin")
    casebook.cases.edit(small.case, summary="sitten")
    with (
        patch.object(casebook.vault, "write", side_effect=MediumGone(casebook.vault.path)),
        pytest.raises(MediumGone),
    ):
        casebook.undo()
    casebook.undo()
    kept = casebook.cases.read(small.case)
    assert (kept.wishes, kept.summary) == ("ensin", "")
    casebook.redo()
    assert casebook.cases.read(small.case).summary == "sitten"
