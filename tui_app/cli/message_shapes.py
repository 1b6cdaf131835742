"""The JSON of messages, under the laws of ``shapes``.

* message: id thread box author to case_id case at subject is_read is_held is_filed attachments
  level expires waiting written received read
* message of a thread: the same with text, missing, members (name organisation role level state at)
  and files (name kind size is_here); text and file names only with ``--names``
"""

from collections.abc import Iterable

from storage.lines.messages import MessageLine, MessageSheet
from tui_app.cli.shapes import Shape, plain_value
from tui_app.plain.words import joined, shown_name


def message_shapes(lines: Iterable[MessageLine], *, names: bool) -> list[Shape]:
    """Shape the lines of a box."""
    return [_message(line, names=names) for line in lines]


def sheet_shapes(sheets: Iterable[MessageSheet], *, names: bool) -> list[Shape]:
    """Shape the messages of a thread."""
    return [
        {
            **_message(sheet.line, names=names),
            "text": sheet.text if names else None,
            "missing": sheet.missing,
            "members": [
                {
                    "name": shown_name(one.name, names=names),
                    "organisation": one.organisation,
                    "role": one.role,
                    "level": one.level,
                    "state": one.state,
                    "at": plain_value(one.at),
                }
                for one in sheet.members
            ],
            "files": [
                {
                    "name": one.name if names else None,
                    "kind": one.kind,
                    "size": one.size,
                    "is_here": one.is_here,
                }
                for one in sheet.attachments
            ],
        }
        for sheet in sheets
    ]


def _message(line: MessageLine, *, names: bool) -> Shape:
    people = joined(shown_name(one, names=names) for one in line.to.split(", "))
    return {
        "id": line.id.hex(),
        "thread": line.thread_id.hex(),
        "box": line.box,
        "author": shown_name(line.author, names=names),
        "to": people,
        "case_id": plain_value(line.case_id),
        "case": line.case_label,
        "at": plain_value(line.at),
        "subject": line.subject if names else None,
        "is_read": line.is_read,
        "is_held": line.is_held,
        "is_filed": line.is_filed,
        "attachments": line.attachments,
        "level": line.level,
        "expires": plain_value(line.expires),
        "waiting": line.waiting,
        "written": line.written,
        "received": line.received,
        "read": line.read,
    }
