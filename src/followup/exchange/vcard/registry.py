"""The properties that are read from a vCard, and the handler of each.

A new property is one entry of `_HANDLERS`, or of a list above it, under its name in capitals:

- a field of the contact: a handler of `handlers`, `relations` or `own_fields` (X-DEPARTMENT and
  X-EVOLUTION-DEPARTMENT share one). Only a value of a new shape needs a handler of its own there.
- somebody named on the contact: `relations.relation_of("spouse")`.
- a messenger: `MESSENGERS`. Any other text that becomes a custom field: `_LISTED`.
- nothing about the person: `_IGNORED`; it stays in the original card.

A property that is in none of them becomes a custom field, too, and a doubt unless its name begins with X-. What is
written on a card is decided in `writing.contacts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup.exchange.vcard import handlers, own_fields, relations

if TYPE_CHECKING:
    from followup.exchange.vcard.handlers import Handler

MESSENGERS: Final = (
    "X-QQ", "X-WECHAT", "X-WEIXIN", "X-SKYPE", "X-SKYPE-USERNAME", "X-AIM", "X-MSN", "X-YAHOO", "X-ICQ", "X-JABBER",
    "X-GOOGLE-TALK", "X-GTALK", "X-SIP", "X-WHATSAPP", "X-TELEGRAM", "X-LINE", "X-FACEBOOK", "X-TWITTER", "X-LINKEDIN",
    "X-WEIBO", "X-SINAWEIBO", "X-GADUGADU", "X-GROUPWISE", "X-MATRIX", "X-DINGTALK", "X-INSTAGRAM", "X-VIBER",
    "X-NETMEETING", "X-MS-IMADDRESS", "X-AOL", "X-IRC",
)  # fmt: skip
_LISTED: Final = (
    "GEO", "TZ", "LANG", "HOBBY", "INTEREST", "EXPERTISE", "BIRTHPLACE", "DEATHPLACE", "DEATHDATE", "FBURL", "CALURI",
    "CALADRURI", "CAPURI", "ORG-DIRECTORY", "CONTACT-URI", "PRONOUNS",
)  # fmt: skip
_IGNORED: Final = (
    "BEGIN", "END", "PRODID", "REV", "PROFILE", "MAILER", "SOURCE", "NAME", "CLASS", "CLIENTPIDMAP", "XML",
    "MEMBER", "X-ABUID", "X-ABADR", "X-CLASS", "X-EVOLUTION-FILE-AS", "X-EVOLUTION-UI-SLOT",
    "X-EVOLUTION-USE-SCORE", "X-EVOLUTION-LAST-USE", "X-EVOLUTION-WEBDAV-HREF", "X-EVOLUTION-WEBDAV-ETAG",
    "X-MOZILLA-HTML", "X-MOZILLA-CPT", "X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-IRMC-LUID",
    "X-IMAGETYPE", "X-IMAGEHASH", "X-SHARED-PHOTO-DISPLAY-PREF", "X-ETAG", "X-ID", "X-CID", "X-GENERATOR",
    "X-CREATED", "X-MODIFIED", "X-REDUCTION", "X-NO", "X-GNO", "X-GN", "X-FC-LIST-ID", "X-FC-TAGS",
    "X-COUCHDB-APPLICATION-ANNOTATIONS", "X-COUCHDB-UUID", "X-ADDRESSBOOKSERVER-MEMBER", "X-PRIMARY-PHONE",
    "X-DCM-TEL-ORIGINAL", "SYNC-ID", "LUID", "CREATED", "X-ABCROP-RECTANGLE", "X-APPLE-GUARDIAN-WHITELISTED",
)  # fmt: skip
_HANDLERS: Final[dict[str, Handler]] = {
    "N": handlers.name,
    "FN": handlers.full_name,
    "NICKNAME": handlers.nickname,
    "X-NICKNAME": handlers.nickname,
    "TEL": handlers.phone,
    "X-MS-TEL": handlers.phone,
    "EMAIL": handlers.email,
    "ADR": handlers.address,
    "LABEL": handlers.address_label,
    "ORG": handlers.organization,
    "X-DEPARTMENT": handlers.department,
    "X-EVOLUTION-DEPARTMENT": handlers.department,
    "TITLE": handlers.title,
    "ROLE": handlers.role,
    "URL": handlers.url,
    "X-EVOLUTION-BLOG-URL": handlers.url,
    "X-EVOLUTION-VIDEO-URL": handlers.url,
    "X-MS-URL": handlers.url,
    "NOTE": handlers.note,
    "COMMENT": handlers.note,
    "CATEGORIES": handlers.groups,
    "CATEGORY": handlers.groups,
    "X-GROUP-MEMBERSHIP": handlers.groups,
    "X-CALLER-GROUP": handlers.groups,
    "UID": handlers.uid,
    "KIND": handlers.kind,
    "X-ADDRESSBOOKSERVER-KIND": handlers.kind,
    "X-ABSHOWAS": handlers.kind,
    "X-EVOLUTION-LIST": handlers.contact_list,
    "X-ABSHOWAS-ABSHOWAS": handlers.kind,
    "GENDER": handlers.gender,
    "X-GENDER": handlers.gender,
    "X-WAB-GENDER": handlers.gender,
    "X-PHONETIC-FIRST-NAME": handlers.phonetic,
    "X-PHONETIC-MIDDLE-NAME": handlers.phonetic,
    "X-PHONETIC-LAST-NAME": handlers.phonetic,
    "SOUND": handlers.sound,
    "SORT-STRING": handlers.sort_string,
    "PHOTO": handlers.photo,
    "X-MS-CARDPICTURE": handlers.photo,
    "LOGO": handlers.logo,
    "KEY": handlers.logo,
    "BDAY": relations.birthday,
    "X-ALTBDAY": relations.lunar_birthday,
    "ANNIVERSARY": relations.anniversary,
    "X-ANNIVERSARY": relations.anniversary,
    "X-EVOLUTION-ANNIVERSARY": relations.anniversary,
    "X-KADDRESSBOOK-X-ANNIVERSARY": relations.anniversary,
    "X-MS-ANNIVERSARY": relations.anniversary,
    "X-WAB-WEDDING_ANNIVERSARY": relations.anniversary,
    "X-ABDATE": relations.labelled_day,
    "RELATED": relations.related,
    "X-ABRELATEDNAMES": relations.related,
    "X-CHILDREN": relations.relation_of("child"),
    "X-CHILD": relations.relation_of("child"),
    "X-MS-CHILD": relations.relation_of("child"),
    "X-ASSISTANT": relations.relation_of("assistant"),
    "X-EVOLUTION-ASSISTANT": relations.relation_of("assistant"),
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": relations.relation_of("assistant"),
    "X-MS-ASSISTANT": relations.relation_of("assistant"),
    "X-MANAGER": relations.relation_of("boss"),
    "X-EVOLUTION-MANAGER": relations.relation_of("boss"),
    "X-KADDRESSBOOK-X-MANAGERSNAME": relations.relation_of("boss"),
    "X-MS-MANAGER": relations.relation_of("boss"),
    "X-SPOUSE": relations.relation_of("spouse"),
    "X-MS-SPOUSE": relations.relation_of("spouse"),
    "X-EVOLUTION-SPOUSE": relations.relation_of("spouse"),
    "X-KADDRESSBOOK-X-SPOUSESNAME": relations.relation_of("spouse"),
    "X-WAB-SPOUSE_NAME": relations.relation_of("spouse"),
    "X-ASSISTANT-TEL": relations.assistant_phone,
    "X-ASSISTANT-PHONE": relations.assistant_phone,
    "IMPP": relations.instant_messenger,
    "X-SOCIALPROFILE": relations.social_profile,
    "X-ANDROID-CUSTOM": relations.android_custom,
    "AGENT": handlers.agent,
    "VERSION": handlers.version,
    "X-ABLABEL": handlers.group_label,
    "X-FOLLOWUP-FIELD": own_fields.own_field,
    "X-FOLLOWUP-DATE": own_fields.own_date,
    "X-FOLLOWUP-RELATION": own_fields.own_relation,
    "X-FOLLOWUP-LABEL": own_fields.own_label,
    "X-FOLLOWUP-NOTED": own_fields.own_noted,
    **dict.fromkeys(MESSENGERS, relations.messenger),
    **dict.fromkeys(_LISTED, handlers.listed),
    **dict.fromkeys(_IGNORED, handlers.ignored),
}


def handler_of(name: str) -> Handler:
    """Return the handler of the property with this name, in capitals."""
    if name.startswith("X-FCENCODED-"):
        return relations.full_contact
    return _HANDLERS.get(name, handlers.unknown)
