"""Documents inside mails and archives are read as if they had been given, named after their container."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from builders.broken import png
from builders.runs import document, plan_ids, put
from pipeline.batch.containers import open_containers
from pipeline.batch.inputs import Found, bytes_of, find_inputs
from pipeline.cli.app import run
from pipeline.cli.exits import ALL_FAILED, DONE, SOME_FAILED


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)


def archive(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for name, content in members.items():
            written.writestr(name, content)
    return packed.getvalue()


def mail(**attached: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.org", "Our plan", "<1@example.org>"
    message.set_content("Please find our plan attached.")
    for name, content in attached.items():
        message.add_attachment(content, maintype="text", subtype="html", filename=name.replace("_", "."))
    return message.as_bytes()


def test_a_plan_attached_to_a_mail_is_read_under_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("inbox/mail.eml"), mail(camden_html=document("camden"), logo_png=png()))

    code = run(["extract", "inbox", "--jobs", "0"])

    lines = capsys.readouterr().err.splitlines()
    assert code == DONE
    assert lines[0].startswith("inbox/mail.eml/camden.html: Camden, 2024: 9 actions")
    assert "inbox/mail.eml/logo.png: skipped. It is a PNG picture." in lines
    assert plan_ids(Path("outputs")) == ["camden-2024"]
    manifest = json.loads(Path("outputs/manifest.json").read_text(encoding="utf-8"))
    assert "mail.eml/camden.html" in json.dumps(manifest)


def test_a_mail_of_which_all_is_left_out_is_the_one_input_that_failed() -> None:
    put(Path("mail.eml"), mail(logo_png=png()))

    assert run(["extract", "mail.eml", "--jobs", "0"]) == ALL_FAILED


def test_plans_of_an_archive_are_read_each_in_a_process_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("pack.zip"), archive({"a/camden.html": document("camden"), "brent.html": document("brent")}))

    code = run(["extract", "pack.zip", "--jobs", "1"])

    assert code == DONE
    assert plan_ids(Path("outputs")) == ["brent-2024", "camden-2024"]
    assert "pack.zip/a/camden.html: Camden" in capsys.readouterr().err


def test_an_archive_that_is_read_again_is_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("pack.zip"), archive({"camden.html": document("camden")}))
    run(["extract", "pack.zip", "--jobs", "0"])
    capsys.readouterr()

    code = run(["extract", "pack.zip", "--jobs", "0"])

    assert code == DONE
    assert "pack.zip/camden.html: skipped." in capsys.readouterr().err


def test_a_damaged_archive_fails_alone(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("inbox/pack.zip"), archive({"camden.html": document("camden")})[:-40])
    put(Path("inbox/brent.html"), document("brent"))

    code = run(["extract", "inbox", "--jobs", "0"])

    assert code == SOME_FAILED
    assert "inbox/pack.zip: " in capsys.readouterr().err


def test_an_archive_without_documents_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("pictures.zip"), archive({"logo.png": png()}))

    code = run(["extract", "pictures.zip", "--jobs", "0"])

    assert code == ALL_FAILED
    assert "pictures.zip: It contains no document that can be read." in capsys.readouterr().err


def test_a_path_through_a_container_gives_the_bytes_inside() -> None:
    put(Path("outer.zip"), archive({"mail.eml": mail(camden_html=document("camden"))}))

    (found, *_) = open_containers(find_inputs(["outer.zip"]))

    assert isinstance(found, Found)
    assert (found.name, found.filename) == ("outer.zip/mail.eml/camden.html", "camden.html")
    assert bytes_of(found.location) == document("camden")


def test_a_file_that_is_gone_is_left_to_the_reading() -> None:
    (candidate,) = open_containers([Found("missing.zip", "missing.zip")])

    assert candidate == Found("missing.zip", "missing.zip")
