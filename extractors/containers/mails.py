"""The documents attached to a mail (.eml, .msg), and its own text where that holds a table."""

from __future__ import annotations

import email
import io
import re
from collections.abc import Iterator
from email import policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from functools import partial

from olefile import OleFileIO
from olefile.olefile import DEFECT_INCORRECT, OleFileError
from oxmsg import Message as OutlookMessage

from extractors.containers.contents import Contents, LeftOut, Member
from models.errors import DamagedFile

BODY = "message.html"
_NO_TABLE = "The text of the mail contains no table."
_SEALED = (
    "It is a signed or encrypted mail. Open it in your mail program, save the attached documents and use those instead."
)
_AGAIN = "Save the documents attached to it and use those instead."
_MOST_PARTS = 5000
_NEXT_OF_MBOX = re.compile(rb"(?:^|\r?\n\r?\n)(?=From \S+[^\r\n]*\d{4}\r?\n[\w-]+: )")
"""Where a mail begins in a file of several, as mail programs export folders."""

_ATTACHED = "__attach_version1.0_#"
_CONTENT, _INNER_MAIL = "__substg1.0_37010102", "__substg1.0_3701000D"
_FILE_NAMES = ("3707", "3704")
_SUBJECT = ("0037",)


def open_mail(data: bytes) -> Contents:
    """What a mail of the internet's format (.eml) carries, or each of several in one file. Raises `DamagedFile`."""
    several = [one for one in _NEXT_OF_MBOX.split(data) if one.strip()]
    if len(several) > 1:
        return Contents([_held("message.eml", one.partition(b"\n")[2]) for one in several])
    contents = Contents()
    try:
        message = email.message_from_bytes(data, policy=policy.compat32)
        for part in _leaves(message):
            _take(part, contents)
    except (MessageError, RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise DamagedFile("The e-mail is damaged, or has too many others nested inside it.", _AGAIN) from error
    return contents


def open_outlook_mail(data: bytes) -> Contents:
    """What a mail of Outlook (.msg) carries, and the mails attached to it. Raises `DamagedFile`."""
    contents = Contents()
    try:
        message = OutlookMessage.load(io.BytesIO(data))
        body, words = message.html_body or "", message.body
        with OleFileIO(io.BytesIO(data), raise_defects=DEFECT_INCORRECT) as streams:
            _take_attached(streams, [], "", contents)
    except (OleFileError, LookupError, ValueError, OSError, TypeError, AssertionError, RecursionError) as error:
        raise DamagedFile("The e-mail is damaged.", _AGAIN) from error
    _take_body(body.encode(), contents, has_words=bool(body or words))
    return contents


def _take_attached(streams: OleFileIO, mail: list[str], name: str, contents: Contents) -> None:
    """What is attached to a mail, by the storage it lies in, and to the mails inside it. name: goes before theirs."""
    depth = len(mail)
    storages = dict.fromkeys(
        path[depth]
        for path in streams.listdir(streams=True, storages=False)
        if len(path) > depth and path[:depth] == mail and path[depth].startswith(_ATTACHED)
    )
    for storage in storages:
        place = [*mail, storage]
        called = _text(streams, place, _FILE_NAMES)
        if streams.exists([*place, _CONTENT]):
            content = streams.openstream([*place, _CONTENT]).read()
            contents.members.append(_held(name + (called or "attachment"), content))
        elif streams.exists([*place, _INNER_MAIL]):
            inner = [*place, _INNER_MAIL]
            subject = re.sub(r"[\\/]", " ", called or _text(streams, inner, _SUBJECT) or "message")
            _take_attached(streams, inner, f"{name}{subject.removesuffix('.msg')}.msg/", contents)
        else:
            contents.left_out.append(LeftOut(name + (called or "attachment"), "It is a link to a file, not the file."))


def _text(streams: OleFileIO, place: list[str], properties: tuple[str, ...]) -> str:
    """The first of some properties that is there and says something."""
    for name in properties:
        for ending, encoding in (("001F", "utf-16-le"), ("001E", "cp1252")):
            path = [*place, f"__substg1.0_{name}{ending}"]
            if streams.exists(path):
                text: str = streams.openstream(path).read().decode(encoding, "replace").strip("\0 ")
                if text:
                    return text
    return ""


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
    name = _file_name(part)
    kind = part.get_content_subtype().removeprefix("x-")
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            contents.members.append(_held(name or "message.eml", inner[0].as_bytes()))
        return
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip() or kind == "pkcs7-signature":
        return
    if kind == "pkcs7-mime":
        contents.left_out.append(LeftOut(name or "smime.p7m", _SEALED))
    elif name or part.get_content_disposition() == "attachment":
        contents.members.append(_held(name or "attachment", content))
    elif part.get_content_maintype() == "text":
        html = part.get_content_subtype() == "html"
        _take_body(content if html else b"", contents, has_words=True)
    elif part.get_content_maintype() == "application":
        contents.members.append(_held("attachment", content))


def _file_name(part: Message) -> str:
    """The name of an attached file; many programs encode it as headers are, which the standard does not allow."""
    name = part.get_filename() or ""
    try:
        return str(make_header(decode_header(name)))
    except (HeaderParseError, LookupError, ValueError):
        return name


def _take_body(html: bytes, contents: Contents, *, has_words: bool) -> None:
    """Keep the text of the mail where it holds a table; else tell of it, once."""
    told = any(one.reason == _NO_TABLE for one in contents.left_out)
    kept = any(member.name == BODY for member in contents.members)
    if b"<table" in html.lower():
        contents.members.append(_held(BODY, html))
        contents.left_out[:] = [one for one in contents.left_out if one.reason != _NO_TABLE]
    elif has_words and not told and not kept:
        contents.left_out.append(LeftOut("message", _NO_TABLE))


def _held(name: str, content: bytes) -> Member:
    return Member(" ".join(name.split()), partial(bytes, content))
