"""The documents attached to a mail (.eml, .msg), and its own text where that holds a table."""

from __future__ import annotations

import email
import io
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import Message

from olefile.olefile import OleFileError
from oxmsg import Message as OutlookMessage

from extractors.containers.contents import Contents, LeftOut, Member
from models.errors import DamagedFile

_BODY = "message.html"
_NO_TABLE = "The text of the mail holds no table."
_AGAIN = "Save the documents attached to it, and give those."
_MOST_PARTS = 5000


def open_mail(data: bytes) -> Contents:
    """What a mail of the internet's format (.eml) carries. Raises `DamagedFile`."""
    contents = Contents()
    try:
        message = email.message_from_bytes(data, policy=policy.compat32)
        for part in _leaves(message):
            _take(part, contents)
    except (MessageError, RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise DamagedFile("The e-mail is damaged, or has too many others nested inside it.", _AGAIN) from error
    return contents


def open_outlook_mail(data: bytes) -> Contents:
    """What a mail of Outlook (.msg) carries. Raises `DamagedFile`."""
    contents = Contents()
    try:
        message = OutlookMessage.load(io.BytesIO(data))
        for attachment in message.attachments:
            content = attachment.file_bytes if attachment.attached_by_value else None
            if content is None:
                contents.left_out.append(
                    LeftOut(attachment.file_name or "attachment", "It is a mail or a link inside the mail.")
                )
            else:
                contents.members.append(_held(attachment.file_name or "attachment", content))
        body = message.html_body or ""
    except (OleFileError, LookupError, ValueError, OSError, TypeError, AssertionError, RecursionError) as error:
        raise DamagedFile("The e-mail is damaged.", _AGAIN) from error
    _take_body(body.encode(), contents, has_words=bool(body or message.body))
    return contents


def _leaves(message: Message) -> Iterator[Message]:
    """The parts of a mail that hold no others, and the mails inside it, which are not looked into here."""
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise ValueError("too many parts")
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822" or not isinstance(payload, list):
            yield part
        else:
            waiting += [each for each in reversed(payload) if isinstance(each, Message)]


def _take(part: Message, contents: Contents) -> None:
    name = part.get_filename()
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            contents.members.append(_held(name or "message.eml", inner[0].as_bytes()))
        return
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return
    if name or part.get_content_disposition() == "attachment":
        contents.members.append(_held(name or "attachment", content))
    elif part.get_content_maintype() == "text":
        html = part.get_content_subtype() == "html"
        _take_body(content if html else b"", contents, has_words=True)
    elif part.get_content_maintype() == "application":
        contents.members.append(_held("attachment", content))


def _take_body(html: bytes, contents: Contents, *, has_words: bool) -> None:
    """Keep the text of the mail where it holds a table; else tell of it, once."""
    told = any(one.reason == _NO_TABLE for one in contents.left_out)
    kept = any(member.name == _BODY for member in contents.members)
    if b"<table" in html.lower():
        contents.members.append(_held(_BODY, html))
        contents.left_out[:] = [one for one in contents.left_out if one.reason != _NO_TABLE]
    elif has_words and not told and not kept:
        contents.left_out.append(LeftOut("message", _NO_TABLE))


def _held(name: str, content: bytes) -> Member:
    return Member(" ".join(name.split()), lambda: content)
