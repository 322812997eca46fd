"""Mails and archives give the documents inside them, within limits, and tell what they leave out."""

from __future__ import annotations

import io
import re
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

import pypdfium2
import pytest

from builders.broken import blank_pdf, good_docx, good_pdf, png
from builders.outlook import outlook_mail, winmail
from extractors.containers import contents
from extractors.containers.contents import Contents
from extractors.containers.opening import document_in, documents_in, is_container
from extractors.containers.zips import RATIO_FLOOR_BYTES
from hostile.word_files import nested_bomb
from models.errors import DamagedFile, OversizedFile, UnreadableFile

WORD = "application", "vnd.openxmlformats-officedocument.wordprocessingml.document"
TABLE = (
    "<p>See below.</p><table><tr><th>No.</th><th>VRU Mandatory Action</th><th>RAG</th><th>Narrative</th></tr>"
    "<tr><td>1</td><td>Share information.</td><td>Green</td><td>It is shared.</td></tr></table>"
)
SIGNATURE = "<p>Thanks</p><table><tr><td>Jo Harker</td><td>Head of Community Safety</td></tr></table>"


def archive(**members: bytes) -> bytes:
    """A zip of these, and what macOS puts beside them; __ in a name stands for a folder's slash, and _ for the dot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name.replace("__", "/").replace("_", "."), content)
        written.writestr("__MACOSX/._plan.docx", b"x")
    return packed.getvalue()


def mail(*attached: tuple[str, bytes], html: str = "", text: str = "Please find our plan attached.") -> bytes:
    """A mail with attachments; those that end in .eml as mails."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Our plan"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in attached:
        message.add_attachment(content, maintype=WORD[0], subtype=WORD[1], filename=name)
    return message.as_bytes(policy=SMTP)


def forwarding(inner: bytes) -> bytes:
    """A mail with another inside it."""
    import email  # noqa: PLC0415 - the module's name is also what the test speaks of
    from email import policy  # noqa: PLC0415 - likewise

    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.org", "Fwd: plan", "<2@example.org>"
    message.set_content("See the mail below.")
    message.add_attachment(email.message_from_bytes(inner, policy=policy.default))
    return message.as_bytes(policy=SMTP)


def named(found: Contents) -> list[str]:
    """Names of the documents."""
    return [member.name for member in found.members]


def told(found: Contents) -> dict[str, str]:
    """What is left out, and why."""
    return {one.name: one.reason for one in found.left_out}


def test_the_documents_of_an_archive_are_those_that_can_be_read() -> None:
    data = archive(plans__camden_docx=good_docx(), hackney_pdf=good_pdf(), logo_png=png())

    found = documents_in(data)

    assert named(found) == ["plans/camden.docx", "hackney.pdf"]
    assert told(found) == {"logo.png": "It is a PNG picture."}
    assert document_in(data, "plans/camden.docx") == good_docx()


def test_the_documents_attached_to_a_mail_are_read_and_its_text_told() -> None:
    data = mail(("plan.docx", good_docx()), ("signature.png", png()))

    found = documents_in(data)

    assert is_container(data)
    assert named(found) == ["plan.docx"]
    assert told(found) == {
        "message": "The text of the mail contains no table.",
        "signature.png": "It is a PNG picture.",
    }


def test_a_mail_whose_text_holds_a_table_gives_it_as_a_page() -> None:
    found = documents_in(mail(html=TABLE))

    assert named(found) == ["message.html"]
    assert told(found) == {}


def test_texts_without_a_plan_beside_the_plan_are_told_and_not_read() -> None:
    data = mail(
        ("plan.docx", good_docx()), ("card.vcf", b"BEGIN:VCARD\r\nFN:Jo Harker\r\nEND:VCARD\r\n"), html=SIGNATURE
    )

    found = documents_in(data)

    assert named(found) == ["plan.docx"]
    assert told(found) == {"message.html": "It contains no action plan.", "card.vcf": "It contains no action plan."}


def test_a_mail_with_its_pictures_in_its_text_is_no_saved_web_page() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Our plan"
    message.set_content("Attached.")
    message.add_alternative("<p>Attached.</p><img src='cid:logo'>", subtype="html")
    html = message.get_body(("html",))
    assert isinstance(html, EmailMessage)
    html.add_related(png(), "image", "png", cid="<logo>", filename="image001.png")
    message.add_attachment(good_docx(), maintype=WORD[0], subtype=WORD[1], filename="plan.docx")

    found = documents_in(message.as_bytes(policy=SMTP))

    assert named(found) == ["plan.docx"]


def test_a_name_encoded_as_headers_are_is_decoded() -> None:
    data = mail(("plan.docx", good_docx())).replace(b"plan.docx", b"=?utf-8?B?UGxhbiDigJMgMjAyNC5kb2N4?=")

    assert named(documents_in(data)) == ["Plan – 2024.docx"]


def test_each_mail_of_an_exported_folder_is_opened() -> None:
    one = mail(("plan.docx", good_docx())).replace(b"\r\n", b"\n")
    line = b"From jo@camden.gov.uk Mon Mar  4 10:00:00 2024\n"

    assert named(documents_in(line + one)) == ["plan.docx"]
    assert named(documents_in(line + one + b"\n\n" + line + one)) == [
        "message.eml/plan.docx",
        "message (2).eml/plan.docx",
    ]


def test_a_sealed_mail_is_told_with_what_to_do() -> None:
    sealed = (
        b"From: a@example.org\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nMIIGabcd\r\n"
    )

    (reason,) = told(documents_in(sealed)).values()

    assert "save the attached documents" in reason


def test_the_files_of_a_winmail_are_read_by_their_long_names() -> None:
    data = mail(("winmail.dat", winmail(("PLANFI~1.DOC", "Plan final.docx", good_docx()))))

    found = documents_in(data)

    assert named(found) == ["winmail.dat/Plan final.docx"]
    assert document_in(data, "winmail.dat/Plan final.docx") == good_docx()


def test_a_damaged_winmail_is_one_line() -> None:
    data = winmail(("plan.docx", "plan.docx", good_docx()))

    with pytest.raises(DamagedFile, match=r"winmail\.dat is damaged"):
        documents_in(data[:900])


def test_what_systems_leave_beside_documents_is_passed_over() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for name in (
            "Camden/plan.docx",
            "Camden/Thumbs.db",
            "Camden/ehthumbs.db",
            "Camden/.DS_Store",
            "Camden/~$plan.docx",
        ):
            written.writestr(name, good_docx())
        written.writestr("packed/__MACOSX/Camden/._plan.docx", good_docx())

    found = documents_in(packed.getvalue())

    assert named(found) == ["Camden/plan.docx"]
    assert told(found) == {}


def test_the_documents_attached_to_a_mail_inside_a_mail_of_outlook_are_read() -> None:
    data = outlook_mail(
        "Fwd", "Two mails.", ("plan.docx", good_docx()), forwarded=("FW: Camden", ("our.pdf", good_pdf()))
    )

    found = documents_in(data)

    assert named(found) == ["plan.docx", "FW Camden.msg/our.pdf"]
    assert document_in(data, "FW Camden.msg/our.pdf") == good_pdf()


def test_the_documents_attached_to_a_mail_of_outlook_are_read() -> None:
    data = outlook_mail("Our plan", "Attached.", ("plan.docx", good_docx()), ("logo.png", png()))

    found = documents_in(data)

    assert named(found) == ["plan.docx"]
    assert document_in(data, "plan.docx") == good_docx()
    assert told(found) == {"message": "The text of the mail contains no table.", "logo.png": "It is a PNG picture."}


def test_a_damaged_mail_of_outlook_is_one_line() -> None:
    data = outlook_mail("Our plan", "Attached.", ("plan.docx", good_docx()))

    with pytest.raises(DamagedFile, match="e-mail is damaged"):
        documents_in(data[:2600])


def test_mails_and_archives_inside_one_another_are_opened() -> None:
    data = forwarding(mail(("plans.zip", archive(plan_docx=good_docx()))))

    found = documents_in(data)

    (name,) = named(found)
    assert name == "message.eml/plans.zip/plan.docx"
    assert document_in(data, name) == good_docx()


def test_no_more_than_some_containers_inside_one_another_are_opened() -> None:
    data = archive(plan_docx=good_docx())
    for _ in range(6):
        data = archive(inner_zip=data)

    found = documents_in(data)

    assert named(found) == []
    assert list(told(found).values()) == ["It is nested more than 4 levels deep."]


def test_names_lead_nowhere_else_and_are_told_apart() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for name in ("../../etc/plan.docx", "etc/plan.docx", "C:\\x\\other.docx"):
            written.writestr(name, good_docx())

    found = documents_in(packed.getvalue())

    assert named(found) == ["etc/plan.docx", "etc/plan (2).docx", "x/other.docx"]


def test_a_bomb_in_an_archive_is_told_and_the_rest_read() -> None:
    found = documents_in(archive(bomb_txt=bytes(RATIO_FLOOR_BYTES + 1), plan_docx=good_docx()))

    assert named(found) == ["plan.docx"]
    assert "more than can be read safely" in told(found)["bomb.txt"]


def test_an_archive_past_the_limits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MOST_MEMBERS", 2)

    with pytest.raises(OversizedFile, match="It has more than"):
        documents_in(archive(a_docx=b"1", b_docx=b"2", c_docx=b"3"))


def test_the_limits_hold_for_all_that_lies_in_containers_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MOST_MEMBERS", 5)
    inner = archive(a_docx=b"1", b_docx=b"2")

    with pytest.raises(OversizedFile, match="It has more than"):
        documents_in(archive(a_zip=inner, b_zip=inner, c_zip=inner))


def test_archives_of_archives_of_bombs_are_refused_at_once() -> None:
    with pytest.raises(OversizedFile, match="more than 500 files"):
        documents_in(nested_bomb())


def test_a_damaged_archive_is_one_line() -> None:
    data = archive(plan_docx=good_docx(), more_docx=good_docx())

    with pytest.raises(DamagedFile, match="archive is damaged"):
        documents_in(data[: len(data) // 2])


def test_a_mail_of_endless_parts_is_one_line() -> None:
    bound = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(3000))
    head = b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n"

    with pytest.raises(DamagedFile, match="e-mail is damaged"):
        documents_in(head + bound)


def test_a_name_that_is_not_there_is_said() -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        document_in(archive(plan_docx=good_docx()), "other.docx")


def pdf_with(*attached: tuple[str, bytes], pages: bytes, portfolio: bool = False) -> bytes:
    """A PDF with attached files; a portfolio is shown as a list of them."""
    document = pypdfium2.PdfDocument(pages)
    for name, content in attached:
        document.new_attachment(name).set_data(content)
    written = io.BytesIO()
    document.save(written)
    document.close()
    data = written.getvalue()
    return re.sub(rb"/Type\s*/Catalog", b"/Type/Catalog/Collection<<>>", data) if portfolio else data


def test_a_portfolio_gives_its_documents_and_no_cover() -> None:
    data = pdf_with(("plan.docx", good_docx()), ("logo.png", png()), pages=blank_pdf(), portfolio=True)

    found = documents_in(data)

    assert is_container(data)
    assert named(found) == ["plan.docx"]
    assert told(found) == {"logo.png": "It is a PNG picture."}
    assert not found.itself
    assert document_in(data, "plan.docx") == good_docx()


def test_a_plan_with_attached_files_is_a_document_beside_them() -> None:
    data = pdf_with(("other.docx", good_docx()), pages=good_pdf())

    found = documents_in(archive(pack_pdf=data))

    assert named(found) == ["pack.pdf", "pack.pdf/other.docx"]


def test_a_pdf_without_attached_files_is_no_container() -> None:
    assert not is_container(good_pdf())
