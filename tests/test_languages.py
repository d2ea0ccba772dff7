# ruff: noqa: RUF001 - other scripts have commas of their own
from __future__ import annotations

import pytest
from exports import LEAD, NEXT
from factories import case

from newsclaims.languages import looks_english

# News on a closed bridge, in the writer's words.
FOREIGN = {
    "French": (
        "Le maire de la ville a dit lundi que le vieux pont sur la rivière restera fermé pendant deux "
        "semaines, selon un rapport que le conseil a publié. Personne n'a été blessé, mais les habitants "
        "doivent prendre le bac."
    ),
    "German": (
        "Die alte Brücke über den Fluss bleibt zwei Wochen lang gesperrt, sagte der Bürgermeister der Stadt "
        "am Montag. In drei der fünf Pfeiler waren Risse, wie es in einem Bericht hieß, den die Stadt in der "
        "Nacht hat drucken lassen."
    ),
    "Dutch": (
        "De oude brug over de rivier blijft twee weken dicht, zei de burgemeester van de stad maandag. Er was"
        " in drie van de vijf pijlers een scheur, en het is de vraag of hij ooit nog open gaat. Niemand "
        "raakte gewond."
    ),
    "Spanish": (
        "El viejo puente sobre el río permanecerá cerrado dos semanas, dijo el lunes el alcalde de la ciudad."
        " No se ha informado de heridos, pero los vecinos han de tomar el transbordador, que sale dos veces "
        "por hora."
    ),
    "Italian": (
        "Il vecchio ponte sul fiume resterà chiuso per due settimane, ha detto lunedì il sindaco della città."
        " In tre dei cinque piloni ci sono crepe, secondo un rapporto che il comune ha pubblicato. Nessuno è "
        "rimasto ferito."
    ),
    "Danish": (
        "Den gamle bro over åen er lukket i to uger, sagde byens borgmester mandag. Der var revner i tre af "
        "de fem piller, og det er ikke til at sige, hvornår den bliver åbnet igen. Ingen kom noget til, men "
        "han har bedt folk tage færgen."
    ),
    "Russian": "Старый мост через реку будет закрыт две недели, сказал в понедельник мэр города.",
    "Chinese": "市长星期一表示，横跨河流的旧桥将关闭两周。工程师上周在五个桥墩中的三个发现了裂缝。",
    "Arabic": "قال رئيس البلدية يوم الاثنين إن الجسر القديم فوق النهر سيظل مغلقا لمدة أسبوعين.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_news_in_another_language_does_not_look_english(language: str) -> None:
    assert not looks_english("\n".join([FOREIGN[language]] * 2))


@pytest.mark.parametrize(
    "text",
    [
        case("a report", f"{LEAD}\n{NEXT}"),
        case("short", "Pont fermé"),
        case("names", f"{LEAD} Jean-Luc Mélenchon, Gérard Larcher, Łukasz Żak, Владимир Путин and 习近平 were there."),
        case("empty", ""),
    ],
)
def test_english_and_what_is_too_short_to_tell_looks_english(text: str) -> None:
    assert looks_english(text)
