"""Small resolutions in the six languages of ITU, with lists, a footnote and a table, to be edited at random."""

from __future__ import annotations

from model.formats.notation import parse
from model.redline import Redline

_TABLE = "|1.1.1| {0}\n|1.1.2| {1}\n|1.2.1| 2018\n|1.2.2| {1} {0}\n|1.3.1| 2022\n|1.3.2| {0}, {1}\n"

_TEXTS = {
    "en": """\
RESOLUTION 7 (Rev. Oxdorf, 2018)
On the continuity of small networks
(Oxdorf, 2014; 2018)
The Assembly of Examples (Oxdorf, 2018),
*recalling*
a)\tResolution 75 (Rev. Dubai, 2018), on the role of ITU in the outcomes of the summit[^1];
b)\tthat telecommunications evolve quickly, and that the networks of small islands need help;
c)\tthat others have none,
*resolves*
1\tto continue the studies on the continuity of services in cooperation with the operators;
2\tto begin with what costs least,
{table}*instructs the Director*
1\tto report to the Council every year;
2\tto publish the outcome of the work.
[^1]: This term comprises the least developed countries and small islands.
""",
    "fr": """\
RÉSOLUTION 7 (Rév. Oxdorf, 2018)
Sur la continuité des petits réseaux
L'Assemblée des exemples (Oxdorf, 2018),
*rappelant*
a)\tla Résolution 75 (Rév. Dubaï, 2018), relative au rôle de l'UIT dans la mise en œuvre des résultats[^1];
b)\tque les télécommunications évoluent rapidement et que les réseaux des petites îles ont besoin d'aide;
c)\tque d'autres n'en ont pas,
*décide*
1\tde poursuivre les études sur la continuité des services en coopération avec les exploitants;
2\tde commencer par ce qui coûte le moins,
{table}*charge le Directeur*
1\tde faire rapport au Conseil chaque année;
2\tde publier les résultats des travaux.
[^1]: Par ce terme, on entend les pays les moins avancés.
""",
    "es": """\
RESOLUCIÓN 7 (Rev. Oxdorf, 2018)
Sobre la continuidad de las redes pequeñas
La Asamblea de Ejemplos (Oxdorf, 2018),
*recordando*
a)\tla Resolución 75 (Rev. Dubái, 2018), sobre la función de la UIT en la puesta en práctica de los resultados[^1];
b)\tque las telecomunicaciones evolucionan rápidamente y que las redes de las islas pequeñas necesitan ayuda;
c)\tque otros no tienen ninguna,
*resuelve*
1\tproseguir los estudios sobre la continuidad de los servicios en cooperación con los operadores;
2\tcomenzar por lo que menos cuesta,
{table}*encarga al Director*
1\tque informe al Consejo todos los años;
2\tque publique los resultados de los trabajos.
[^1]: Este término comprende los países menos adelantados.
""",
    "ru": """\
РЕЗОЛЮЦИЯ 7 (Пересм. Оксдорф, 2018 г.)
О непрерывности малых сетей
Ассамблея примеров (Оксдорф, 2018 г.),
*напоминая*
a)\tРезолюцию 75 (Пересм. Дубай, 2018 г.) о роли МСЭ в выполнении решений встречи[^1];
b)\tчто электросвязь быстро развивается и что сети малых островов нуждаются в помощи;
c)\tчто у других её нет,
*решает*
1\tпродолжать исследования непрерывности служб в сотрудничестве с операторами;
2\tначать с того, что стоит меньше всего,
{table}*поручает Директору*
1\tежегодно представлять отчёт Совету;
2\tопубликовать результаты работы.
[^1]: К ним относятся наименее развитые страны.
""",
    "zh": """\
第7号决议（2018年，迪拜，修订版）
关于小型网络的连续性
范例全会（2018年，迪拜），
*忆及*
a)\t第75号决议（2018年，迪拜，修订版），关于国际电联在落实峰会成果方面的作用[^1]；
b)\t电信发展迅速，小岛屿的网络需要帮助，而且服务的连续性对所有用户都很重要；
c)\t其他网络没有得到帮助，
*做出决议*
1\t继续与运营商合作研究服务的连续性；
2\t从成本最低的工作开始，
{table}*责成主任*
1\t每年向理事会报告；
2\t公布工作成果。
[^1]: 包括最不发达国家。
""",
    "ar": """\
القرار 7 (المراجع في دبي، 2018)
استمرارية الشبكات الصغيرة
إن جمعية الأمثلة (دبي، 2018)،
*إذ تذكر*
أ )\tبالقرار 75 (المراجع في دبي، 2018) بشأن دور الاتحاد في تنفيذ نواتج القمة[^1]؛
ب)\tبأن الاتصالات تتطور بسرعة وبأن شبكات الجزر الصغيرة تحتاج إلى مُساعدةٍ دائمة؛
ج)\tبأن غيرها لا يملك شيئاً،
*تقرر*
1\tأن تواصل الدراسات المتعلقة باستمرارية الخدمات بالتعاون مع المشغلين؛
2\tأن تبدأ بما هو أقل تكلفة،
{table}*تكلف المدير*
1\tبرفع تقرير سنوي إلى المجلس؛
2\tبنشر نتائج الأعمال.
[^1]: تشمل أقل البلدان نمواً.
""",
}
_CELLS = {
    "en": ("Year", "Place"),
    "fr": ("Année", "Lieu"),
    "es": ("Año", "Lugar"),
    "ru": ("Год", "Место"),
    "zh": ("年份", "地点"),
    "ar": ("السنة", "المكان"),
}
LANGUAGES = tuple(_TEXTS)


def text_in(language: str) -> Redline:
    """The resolution in a language, everything kept."""
    table = _TABLE.format(*_CELLS[language])
    return parse(_TEXTS[language].replace("{table}", table), language=language)
