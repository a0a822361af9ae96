"""Titles and other words around a name, and the Chinese surnames."""

from __future__ import annotations

_WESTERN = (
    "mr mrs ms miss mx mister dr doctor prof professor sir madam madame mme mlle monsieur herr frau ing "
    "dipl mag rev fr hon capt captain lt col gen"
)
HONORIFICS = frozenset(_WESTERN.split())
# Titles that follow a Chinese name.
_BEHIND = (
    "总经理 总监 总裁 总工 董事长 董事 经理 主任 主管 老师 教授 医生 大夫 律师 先生 "
    "女士 小姐 太太 夫人 师傅 工程师 科长 处长 局长 部长 厂长 校长 院长 所长 队长 班长 "
    "组长 站长 社长 店长 行长 会长 台长 科员 书记 秘书 会计 出纳 博士 老板娘 老板 阿姨 "
    "叔叔 伯伯 大哥 大姐 大爷 大妈 爷爷 奶奶 哥哥 姐姐 弟弟 妹妹 顾问 代表 助理 教练 "
    "同学 同事 记者 护士 司机 副总 部長 課長 社長 先生様 様 總經理 總監 總裁 經理 老師 "
    "醫生 律師 師傅 老闆 女士様 씨 님"
)
TITLES = tuple(sorted(_BEHIND.split(), key=len, reverse=True))
# These characters also occur in given names: they are titles only directly after a surname.
SHORT_TITLES = frozenset("总總董工局处處科哥姐弟妹叔姨嫂伯爷妈爸队隊老导導")
FAMILIAR = frozenset("小老阿大")
# Before these stands a surname or a character of the given name: 强哥 may be 李强.
FOR_FRIENDS = frozenset("哥姐弟妹叔姨嫂")
# After a name these mean another person: 张伟太太 is not 张伟.
KIN_BEHIND = (
    "太太", "夫人", "老婆", "老公", "爱人", "媳妇", "妻子", "丈夫", "妈妈", "爸爸", "母亲", "父亲", "妈", "爸",
    "儿子", "女儿", "哥哥", "姐姐", "弟弟", "妹妹", "爷爷", "奶奶", "叔叔", "阿姨", "家属", "秘书", "助理", "司机",
)  # fmt: skip
_KIN = "wife husband spouse mom mum mother dad father son daughter brother sister assistant secretary"
KIN = frozenset(_KIN.split())
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马"
    "苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁"
    "毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊"
    "胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮"
    "储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟"
    "薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏"
    "浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师"
    "巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海肖"
    "闫付代覃冼佟楚展尧谌仝苟苑原臣初由折候修麦英植揭郄钭楼战官才趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇範"
    "魯韋馬鳳費賀湯羅畢鄔樂時齊顧黃蕭貝計談龐紀項閔賈婁顏鐘駱萬盧經繆應鄧單諸鈕龔榮儲烏車寧欒厲劉葉龍薊懷從賴"
    "藺喬陰蒼聞黨譚貢勞酈壽邊莊閻連習魚終農溫國廣東歐師鞏聶關觀饒養須豐紅遊權蓋後歸闞簡"
)
_DOUBLE = (
    "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 轩辕 "
    "端木 独孤 南宫 百里 呼延 东郭 西门 公冶 濮阳 淳于 单于 太史 申屠 仲孙 钟离 闾丘 "
    "澹台 赫连 鲜于 拓跋 完颜 万俟 闻人 亓官 子车 宗政 歐陽 司馬 諸葛 東方 尉遲 公孫 "
    "長孫 軒轅 獨孤 南宮 東郭 西門 濮陽"
)
DOUBLE_SURNAMES = frozenset(_DOUBLE.split())
