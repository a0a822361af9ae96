"""The kinds of interaction, and the words people have for them in English and Chinese."""

from __future__ import annotations

from followup.core.text.vocabulary import Vocabulary

# In the order of INTERACTION_KINDS; each kind's own name is understood as well.
_WORDS = {
    "visit": (
        "visited visiting drop-by"
        " 拜访 走访 上门 登门 探访 探望 看望 到访 来访 家访 拜会 上门拜访 登门拜访 客户拜访 上门回访"
    ),
    "call": (
        "called calling phone phoned telephone tel ring rang phonecall voicecall facetime"
        " 电话 打电话 通电话 通话 致电 去电 来电 接电话 电联 电话回访 电话沟通 语音 视频 视频通话 语音通话"
    ),
    "message": (
        "messaged msg text texted sms mms wechat weixin wx whatsapp telegram line qq signal imessage dm chat chatted"
        " dingtalk lark feishu linkedin"
        " 微信 短信 消息 信息 留言 私信 发微信 发短信 发消息 发信息 聊天 微信聊天 钉钉 飞书 企业微信"
    ),
    "email": "e-mail mail mailed emailed 邮件 电邮 电子邮件 邮箱 发邮件 写邮件",
    "meeting": (
        "meet met conference appointment 会议 开会 见面 会面 面谈 碰面 会谈 洽谈 约见 碰头 座谈 展会 谈判 交流会 商谈"
    ),
    "meal": (
        "lunch dinner breakfast brunch supper coffee tea drinks drink ate eat banquet"
        " 吃饭 饭局 用餐 聚餐 早餐 早饭 早茶 午餐 午饭 中饭 晚餐 晚饭 夜宵 宵夜"
        " 宴请 请客 请吃饭 喝酒 喝茶 喝咖啡 咖啡 下午茶"
    ),
    "gift": "gifts gave present presents 送礼 礼物 礼品 赠送 送礼物 送礼品 伴手礼 小礼物 送花",
    "help": "helped helping favour favor assist assisted support 帮忙 帮助 协助 帮 支持 帮了忙 解决问题",
    "greeting": (
        "greet greeted greetings wish wished wishes congratulate congratulated congratulations congrats birthday"
        " 问候 祝福 祝贺 恭喜 贺喜 拜年 道贺 问好 慰问 生日祝福 节日祝福 节日问候 生日问候 送祝福"
    ),
    "complaint": "complain complained complaints 投诉 抱怨 客诉 不满",
    "ask": "asked asking request requested 请求 求助 拜托 求 请托 请帮忙 求帮忙 托付 托人",
}
# Chinese is compared without 了, 过 and 一下: 打了电话 is 打电话.
_KINDS = Vocabulary(
    "kind of interaction",
    "kinds",
    _WORDS,
    "拜访 电话 微信 邮件 会议 吃饭 送礼 帮忙 问候 投诉 请求",
    ("了", "过", "一下"),
)


def parse_kind(text: str) -> str:
    """Return one of INTERACTION_KINDS for a word in English or Chinese. WrongUsageError suggests the nearest."""
    return _KINDS.parse(text)


def kinds_like(typed: str) -> list[str]:
    """Return the kinds that begin with what was typed: their names, or the usual Chinese words."""
    return _KINDS.beginning_with(typed)
