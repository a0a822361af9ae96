"""Turns the labels, relations and messengers of other programs into the words of the book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_LABELS: Final = frozenset(
    [
        "",
        "unknown",
        "x-unknown",
        "pref",
        "voice",
        "msg",
        "internet",
        "x400",
        "text",
        "dom",
        "intl",
        "postal",
        "parcel",
        "smtp",
        "individual",
        "uri",
    ]
)
_PLACES: Final = {"home": "home", "work": "work", "business": "work", "company": "work"} | dict.fromkeys(
    ("other", "x-other"), "other"
)
_KINDS: Final = {
    "cell": "mobile", "mobile": "mobile", "fax": "fax", "pager": "pager", "main": "main", "car": "car", "isdn": "isdn",
    "video": "video", "modem": "modem", "bbs": "bbs", "pcs": "pcs", "tty-tdd": "tty", "textphone": "tty",
    "tlx": "telex", "x-telex": "telex", "assistant": "assistant", "x-assistant": "assistant", "callback": "callback",
    "radio": "radio", "x-radio": "radio", "x-mobile": "mobile", "x-callback": "callback", "iphone": "iPhone",
    "x-iphone": "iPhone",
}  # fmt: skip
_WRAPPED: Final = re.compile(r"_\$!<(.*?)>!\$_")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WELL_KNOWN: Final = {
    "home fax": "home fax", "work fax": "work fax", "other fax": "other fax", "assistant phone": "assistant",
    "home page": "home page", "homepage": "home page", "mobile": "mobile", "i phone": "iPhone",
    "anniversary": "anniversary", "birthday": "birthday",
}  # fmt: skip
_RELATIONS: Final = {
    "spouse": "spouse", "wife": "spouse", "husband": "spouse", "配偶": "spouse", "妻子": "spouse", "丈夫": "spouse",
    "child": "child", "children": "child", "son": "child", "daughter": "child", "子女": "child", "儿子": "child",
    "女儿": "child", "manager": "boss", "boss": "boss", "supervisor": "boss", "经理": "boss", "上司": "boss",
    "assistant": "assistant", "助理": "assistant", "秘书": "assistant", "colleague": "colleague",
    "co-worker": "colleague", "coworker": "colleague", "同事": "colleague", "parent": "parent", "father": "parent",
    "mother": "parent", "父母": "parent", "父亲": "parent", "母亲": "parent", "sibling": "sibling",
    "brother": "sibling", "sister": "sibling", "兄弟": "sibling", "姐妹": "sibling", "friend": "friend",
    "朋友": "friend", "partner": "partner", "relative": "relative",
    "domestic partner": "partner", "伴侣": "partner", "referred": "referred", "referred-by": "referred",
    "referred by": "referred", "介绍人": "referred",
}  # fmt: skip
_SERVICES: Final = {
    "qq": "QQ", "mqq": "QQ", "tencent qq": "QQ", "wechat": "WeChat", "weixin": "WeChat", "微信": "WeChat",
    "微信号": "WeChat", "skype": "Skype", "skype-username": "Skype", "aim": "AIM", "aol": "AIM", "msn": "MSN",
    "msnim": "MSN", "windows live": "MSN", "yahoo": "Yahoo", "ymsgr": "Yahoo", "icq": "ICQ", "jabber": "Jabber",
    "xmpp": "Jabber", "google talk": "Google Talk", "google-talk": "Google Talk", "googletalk": "Google Talk",
    "gtalk": "Google Talk", "hangouts": "Google Talk", "sip": "SIP", "whatsapp": "WhatsApp", "telegram": "Telegram",
    "line": "LINE", "facebook": "Facebook", "twitter": "Twitter", "linkedin": "LinkedIn", "sinaweibo": "Weibo",
    "weibo": "Weibo", "tencentweibo": "Tencent Weibo", "gadugadu": "Gadu-Gadu", "gadu-gadu": "Gadu-Gadu",
    "groupwise": "GroupWise", "matrix": "Matrix", "dingtalk": "DingTalk", "钉钉": "DingTalk", "instagram": "Instagram",
    "viber": "Viber", "signal": "Signal", "flickr": "Flickr", "myspace": "MySpace", "netmeeting": "NetMeeting",
    "ms-imaddress": "IM", "irc": "IRC", "napster": "Napster",
}  # fmt: skip
_VENDOR: Final = re.compile(
    r"X-(?:(?:ANDROID|APPLE|EVOLUTION|MOZILLA|KADDRESSBOOK(?:-X)?|MS|WAB|FC|PALM|SONYERICSSON|HTC|DCM)-|AB(?=[A-Z]))?"
)
_FIELD_NAMES: Final = {
    "TZ": "time zone", "GEO": "location", "LANG": "language", "FBURL": "free-busy url", "CALURI": "calendar url",
    "CALADRURI": "calendar address", "X-MAIDENNAME": "maiden name", "X-EPOCSECONDNAME": "second name",
}  # fmt: skip
_SYSTEM_GROUPS: Final = frozenset(
    {"mycontacts", "my contacts", "* my contacts", "starred", "starred in android", "所有联系人", ""}
)
_SYSTEM_STARTS: Final = ("restored from ", "imported on ", "imported ")
STARRED: Final = frozenset({"starred", "starred in android", "已加星标"})


def label_of(types: Iterable[str]) -> str:
    """Return TYPE words as one label, the place first (`work fax`), a custom one as written; "" for none."""
    places, kinds, custom = [], [], []
    for written in types:
        word = written.strip().lower()
        if word in _PLACES:
            places.append(_PLACES[word])
        elif word in _KINDS:
            kinds.append(_KINDS[word])
        elif word not in _NO_LABELS:
            custom.append((written.strip()[2:] if word.startswith("x-") else written).strip())
    return " ".join(word for word in dict.fromkeys(places + kinds + custom) if word)


def plain_label(written: str) -> str:
    """Return an X-ABLabel without Apple's `_$!<>!$_`: a standard one in lower case, the person's own as written."""
    wrapped = _WRAPPED.fullmatch(written.strip())
    label = wrapped[1].strip() if wrapped else written.strip()
    words = _CAMEL.sub(" ", label).lower()
    if words in _WELL_KNOWN:
        return _WELL_KNOWN[words]
    if wrapped or words in _PLACES or words in _KINDS:
        return _PLACES.get(words) or _KINDS.get(words) or words
    return label


def joined_label(held: str, label: str) -> str:
    """Return the label of a number or e-mail that stands twice on a card, with two labels: `home, WhatsApp`."""
    if not label or label in held.split(", "):
        return held
    return f"{held}, {label}" if held else label


def relation_kind(label: str) -> str:
    """Return the kind of a relation in the words of the book (`spouse` for Wife), or the label as written."""
    return _RELATIONS.get(label.strip().lower().replace("_", " "), label.strip())


def service_name(written: str) -> str:
    """Return the usual spelling of a messenger's name (`WeChat` for 微信号, weixin), or the name as written."""
    return _SERVICES.get(written.strip().lower(), written.strip())


def is_service(written: str) -> bool:
    """Whether this is the name, or the URI scheme, of a messenger that is known."""
    return written.strip().lower() in _SERVICES


def readable_name(name: str) -> str:
    """Return the name of the custom field of a vCard property: `sublocality` for `X-APPLE-SUBLOCALITY`."""
    if name in _FIELD_NAMES:
        return _FIELD_NAMES[name]
    return _VENDOR.sub("", name, count=1).replace("-", " ").replace("_", " ").strip().lower() or name.lower()


def is_system_group(label: str) -> bool:
    """Whether a group was made by a program (My Contacts, Restored from ...), and not by the person."""
    lower = label.lower()
    return lower in _SYSTEM_GROUPS or lower in STARRED or lower.startswith(_SYSTEM_STARTS)
