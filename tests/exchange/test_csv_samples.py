"""Every CSV of the collection beside the checkout goes through; the people were counted by hand from the bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup.core.draft import Draft
from followup.exchange.formats import open_reader

COLLECTION = Path(__file__).parents[3] / "shared" / "formats" / "samples"
PEOPLE = {
    "_synthetic/google_new_zh.csv": 3,
    "_synthetic/generic_phone_zh.csv": 3,
    "_synthetic/outlook_en_cp1252.csv": 1,
    "_synthetic/outlook_utf16le_tab.txt": 1,
    "_synthetic/qq_sync_assistant_gbk.csv": 2,
    "_extracted/google_ja_cjk.csv": 2,
    "_extracted/google_new_2024_hopper.csv": 1,
    "_extracted/hubspot_contacts.csv": 2,
    "_extracted/linkedin_Connections_bom_notes.csv": 5,
    "_extracted/multiline_crlf_quotes.csv": 2,
    "_extracted/outlook_com_2020s.csv": 2,
    "_extracted/wecom_member_import_zh.csv": 2,
    "mautic+mautic/_data__10contacts.csv": 10,
    "mozilla+releases-comm-central/basic_csv_addressbook.csv": 2,
    "mozilla+releases-comm-central/csv_semicolon.csv": 2,
    "mozilla+releases-comm-central/export.csv": 2,
    "roundcube+roundcubemail/Csv2vcard__all.csv": 1,
    "roundcube+roundcubemail/Csv2vcard__gmail.csv": 1,
    "roundcube+roundcubemail/Csv2vcard__outlook.csv": 1,
    "roundcube+roundcubemail/Csv2vcard__tb_plain.csv": 1,
}


@pytest.mark.skipif(
    not COLLECTION.is_dir(), reason="put the collection of exports at ../shared/formats/samples to read it"
)
def test_every_csv_of_the_collection_is_read_whole() -> None:
    found = {}
    for path in sorted(COLLECTION.rglob("*")):
        if path.suffix in {".csv", ".txt", ".tsv"}:
            people = list(open_reader(path.read_bytes(), path.name).drafts)
            assert all(isinstance(person, Draft) for person in people), path.name
            found[path.relative_to(COLLECTION).as_posix()] = len(people)
    assert found == PEOPLE
