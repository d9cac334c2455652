"""Well-formed prose in eight scripts: what must come back unchanged and without a finding.

A sentence is an opening, a subject and a predicate; any three of one script make good grammar.
"""

from __future__ import annotations

from typing import NamedTuple


class Script(NamedTuple):
    """The parts that sentences of one script are made of, and what stands between them."""

    openings: tuple[str, ...]
    subjects: tuple[str, ...]
    predicates: tuple[str, ...]
    stop: str = "."
    blank: str = " "

    def sentence(self, opening: int, subject: int, predicate: int) -> str:
        """Return one sentence; each number chooses a part."""
        parts = (
            self.openings[opening % len(self.openings)],
            self.subjects[subject % len(self.subjects)],
            self.predicates[predicate % len(self.predicates)],
        )
        return self.blank.join(parts) + self.stop

    def text(self, choices: list[tuple[int, int, int, bool]]) -> str:
        """Return paragraphs of sentences, each said once; the last number ends a paragraph."""
        pieces: list[str] = []
        for opening, subject, predicate, ends in choices:
            sentence = self.sentence(opening, subject, predicate)
            if sentence not in pieces:
                pieces += (sentence, "\n\n" if ends else self.blank)
        return "".join(pieces[:-1])


SCRIPTS = {
    "latin": Script(
        (
            "In the spring",
            "Late that evening",
            "After the storm",
            "Two years ago",
            "Before the vote",
            "On Monday morning",
        ),
        (
            "the harbour master",
            "a retired teacher",
            "the town council",
            "her younger brother",
            "the ferry company",
            "an old fisherman",
        ),
        (
            "closed the bridge for repairs",
            "wrote a long letter to the mayor",
            "asked for more time and more money",
            "found the missing boat near the lighthouse",
            "promised that the library would stay open",
            "read the report aloud, line by line",
        ),
    ),
    "greek": Script(
        ("Την άνοιξη", "Αργά το βράδυ", "Μετά την καταιγίδα", "Πριν από δύο χρόνια"),
        ("ο δήμαρχος", "ένας δάσκαλος", "ο νεαρός ψαράς", "ο φύλακας του λιμανιού"),
        (
            "έκλεισε την παλιά γέφυρα",
            "έγραψε ένα μεγάλο γράμμα",
            "βρήκε τη χαμένη βάρκα κοντά στον φάρο",
            "διάβασε την έκθεση μπροστά σε όλους",
        ),
    ),
    "cyrillic": Script(
        ("Прошлой весной", "Поздно вечером", "После бури", "Два года назад"),
        ("старый рыбак", "начальник порта", "школьный учитель", "городской совет"),
        (
            "закрыл мост на ремонт",
            "написал длинное письмо мэру",
            "нашёл пропавшую лодку у маяка",
            "прочитал доклад вслух",
        ),
    ),
    "arabic": Script(
        ("في الربيع الماضي", "في وقت متأخر من المساء", "بعد العاصفة", "قبل عامين"),
        ("كتب المعلم", "قرأ رئيس البلدية", "وجد الصياد العجوز", "أرسل مدير الميناء"),
        ("رسالة طويلة", "تقريرا عن الجسر القديم", "صورة للمدينة", "كتابا عن البحر"),
    ),
    "hebrew": Script(
        ("באביב האחרון", "בשעת ערב מאוחרת", "אחרי הסערה", "לפני שנתיים"),
        ("ראש העיר", "המורה הוותיק", "הדייג הזקן", "מנהל הנמל"),
        (
            "סגר את הגשר הישן",
            "כתב מכתב ארוך לתושבים",
            "מצא את הסירה ליד המגדלור",
            "קרא את הדוח בקול רם",
        ),
    ),
    "devanagari": Script(
        ("पिछले वसंत में", "देर शाम को", "तूफ़ान के बाद", "दो साल पहले"),
        ("बूढ़े मछुआरे ने", "गाँव के शिक्षक ने", "नगर परिषद ने", "बंदरगाह के प्रमुख ने"),
        (
            "पुराना पुल बंद कर दिया",
            "महापौर को लंबा पत्र लिखा",
            "खोई हुई नाव को खोज लिया",
            "पूरी रिपोर्ट पढ़कर सुनाई",
        ),
        stop="।",
    ),
    "han": Script(
        ("去年春天，", "那天深夜，", "暴风雨过后，", "两年前，"),
        ("老渔夫", "港口的负责人", "一位退休教师", "市议会"),
        ("关闭了那座旧桥", "给市长写了一封长信", "在灯塔附近找到了失踪的船", "当众宣读了报告"),
        stop="。",
        blank="",
    ),
    "hangul": Script(
        ("지난봄에", "그날 밤늦게", "폭풍이 지나간 뒤", "이 년 전에"),
        ("늙은 어부가", "항구의 책임자가", "은퇴한 교사가", "시의회가"),
        (
            "낡은 다리를 닫았다",
            "시장에게 긴 편지를 썼다",
            "등대 근처에서 잃어버린 배를 찾았다",
            "보고서를 소리 내어 읽었다",
        ),
    ),
}
