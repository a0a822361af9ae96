"""Which property is read by what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup.exchange.labels import IGNORED, IM_PROPERTIES
from followup.exchange.vcard import handlers as fields
from followup.exchange.vcard import own_fields as own
from followup.exchange.vcard import relations as ties

if TYPE_CHECKING:
    from followup.exchange.vcard.handlers import Handler

HANDLERS: Final[dict[str, Handler]] = {
    "N": fields.name,
    "FN": fields.full_name,
    "NICKNAME": fields.nickname,
    "X-NICKNAME": fields.nickname,
    "TEL": fields.phone,
    "X-MS-TEL": fields.phone,
    "EMAIL": fields.email,
    "ADR": fields.address,
    "LABEL": fields.address_label,
    "ORG": fields.organization,
    "X-DEPARTMENT": fields.department,
    "X-EVOLUTION-DEPARTMENT": fields.department,
    "TITLE": fields.title,
    "ROLE": fields.role,
    "URL": fields.url,
    "X-EVOLUTION-BLOG-URL": fields.url,
    "X-EVOLUTION-VIDEO-URL": fields.url,
    "X-MS-URL": fields.url,
    "NOTE": fields.note,
    "COMMENT": fields.note,
    "CATEGORIES": fields.groups,
    "CATEGORY": fields.groups,
    "X-GROUP-MEMBERSHIP": fields.groups,
    "X-CALLER-GROUP": fields.groups,
    "UID": fields.uid,
    "KIND": fields.kind,
    "X-ADDRESSBOOKSERVER-KIND": fields.kind,
    "X-ABSHOWAS": fields.kind,
    "X-EVOLUTION-LIST": fields.contact_list,
    "X-ABSHOWAS-ABSHOWAS": fields.kind,
    "GENDER": fields.gender,
    "X-GENDER": fields.gender,
    "X-WAB-GENDER": fields.gender,
    "X-PHONETIC-FIRST-NAME": fields.phonetic,
    "X-PHONETIC-MIDDLE-NAME": fields.phonetic,
    "X-PHONETIC-LAST-NAME": fields.phonetic,
    "SOUND": fields.sound,
    "SORT-STRING": fields.sort_string,
    "PHOTO": fields.photo,
    "X-MS-CARDPICTURE": fields.photo,
    "LOGO": fields.logo,
    "KEY": fields.logo,
    "BDAY": ties.birthday,
    "X-ALTBDAY": ties.lunar_birthday,
    "ANNIVERSARY": ties.anniversary,
    "X-ANNIVERSARY": ties.anniversary,
    "X-EVOLUTION-ANNIVERSARY": ties.anniversary,
    "X-KADDRESSBOOK-X-ANNIVERSARY": ties.anniversary,
    "X-MS-ANNIVERSARY": ties.anniversary,
    "X-WAB-WEDDING_ANNIVERSARY": ties.anniversary,
    "X-ABDATE": ties.labelled_day,
    "RELATED": ties.related,
    "X-ABRELATEDNAMES": ties.related,
    "X-CHILDREN": ties.relation_of("child"),
    "X-CHILD": ties.relation_of("child"),
    "X-MS-CHILD": ties.relation_of("child"),
    "X-ASSISTANT": ties.relation_of("assistant"),
    "X-EVOLUTION-ASSISTANT": ties.relation_of("assistant"),
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": ties.relation_of("assistant"),
    "X-MS-ASSISTANT": ties.relation_of("assistant"),
    "X-MANAGER": ties.relation_of("boss"),
    "X-EVOLUTION-MANAGER": ties.relation_of("boss"),
    "X-KADDRESSBOOK-X-MANAGERSNAME": ties.relation_of("boss"),
    "X-MS-MANAGER": ties.relation_of("boss"),
    "X-SPOUSE": ties.relation_of("spouse"),
    "X-MS-SPOUSE": ties.relation_of("spouse"),
    "X-EVOLUTION-SPOUSE": ties.relation_of("spouse"),
    "X-KADDRESSBOOK-X-SPOUSESNAME": ties.relation_of("spouse"),
    "X-WAB-SPOUSE_NAME": ties.relation_of("spouse"),
    "X-ASSISTANT-TEL": ties.assistant_phone,
    "X-ASSISTANT-PHONE": ties.assistant_phone,
    "IMPP": ties.instant_messenger,
    "X-SOCIALPROFILE": ties.social_profile,
    "X-ANDROID-CUSTOM": ties.android_custom,
    "AGENT": fields.agent,
    "VERSION": fields.version,
    "X-ABLABEL": fields.group_label,
    "X-FOLLOWUP-FIELD": own.own_field,
    "X-FOLLOWUP-DATE": own.own_date,
    "X-FOLLOWUP-RELATION": own.own_relation,
    "X-FOLLOWUP-LABEL": own.own_label,
    "X-FOLLOWUP-NOTED": own.own_noted,
    **dict.fromkeys(IM_PROPERTIES, ties.messenger),
    **dict.fromkeys(
        (
            "GEO", "TZ", "LANG", "HOBBY", "INTEREST", "EXPERTISE", "BIRTHPLACE", "DEATHPLACE", "DEATHDATE",
            "FBURL", "CALURI", "CALADRURI", "CAPURI", "ORG-DIRECTORY", "CONTACT-URI", "PRONOUNS",
        ),
        fields.listed,
    ),
    **dict.fromkeys(IGNORED, fields.ignored),
}  # fmt: skip


def handler_of(name: str) -> Handler:
    """Return what reads a property of this (upper-case) name."""
    found = HANDLERS.get(name)
    if found is None:
        return ties.full_contact if name.startswith("X-FCENCODED-") else fields.unknown
    return found
