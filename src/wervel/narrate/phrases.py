"""The fixed phrases around what the guideline says, in both languages."""

from wervel.logic.text import Text

SAID = {
    "urgency": Text("Hoe dringend", "How urgent"),
    "could": Text("Kan nog worden: {}. Daarvoor moeten we eerst nog iets weten.", "Could still become: {}. We need to know more first."),
    "class": Text("Wat er bij past", "What fits"),
    "who": Text("Naar wie", "To whom"),
    "why": Text("Waarom", "Why"),
    "because": Text("Omdat: ", "Because: "),
    "assumed": Text("We weten nog niet alles en gaan uit van het ergste.", "We do not know everything yet and assume the worst."),
    "source": Text("Bron: ", "Source: "),
    "fits": Text("{} (hoe zeker: {})", "{} (how sure: {})"),
    "diagnostics": Text("Verder onderzoek", "Further diagnostics"),
    "no_imaging": Text("Een foto of scan is nu niet nodig.", "A picture or scan is not needed now."),
    "unknown_imaging": Text("Of een foto of scan nodig is, weten we nog niet.", "Whether a picture or scan is needed is not known yet."),
    "not_useful": Text("Niet nuttig: {}", "Not useful: {}"),
    "profile": Text("Kans dat klachten lang duren", "Chance that symptoms last long"),
    "no_profile": Text("Dat weten we nog niet. Een therapeut vraagt ernaar.", "Not known yet. A therapist asks about it."),
    "factors": Text("Wat daarbij meetelt: ", "What counts towards it: "),
    "phenomena": Text("Wat opvalt", "What stands out"),
    "advice": Text("Wat je kunt doen", "What you can do"),
    "safety_net": Text("Wanneer je belt", "When to call"),
    "ask": Text("Nog te vragen", "Still to ask"),
    "more": Text("... en nog {} vragen", "... and {} more questions"),
    "decides": Text(
        "Dit zegt wat er past bij wat bekend is. Een arts of fysiotherapeut beslist.",
        "This says what fits what is known. A doctor or physiotherapist decides.",
    ),
    "plan": Text("Je oefenprogramma", "Your exercise programme"),
    "draft": Text("Concept: een fysiotherapeut kijkt er eerst naar.", "Draft: a physiotherapist looks at it first."),
    "own": Text("Hier kun je zelf mee beginnen.", "You can start with this yourself."),
    "stage": Text("Fase: {}. {}", "Stage: {}. {}"),
    "careful": Text(
        "We weten nog te weinig om de fase te kiezen en beginnen voorzichtig.",
        "We know too little to choose the stage and start carefully.",
    ),
    "goals": Text("Doelen: ", "Goals: "),
    "session": Text("Thuis oefenen, ongeveer {} minuten per keer", "Exercise at home, about {} minutes each time"),
    "endurance": Text("Conditie, op een eigen moment van de dag", "Fitness, at its own moment of the day"),
    "for": Text("Doel: {}", "Goal: {}"),
    "from": Text(", omdat: {}", ", because: {}"),
    "mind": Text("Let op: {}", "Mind: {}"),
    "easier": Text("Makkelijker: {}", "Easier: {}"),
    "harder": Text("Zwaarder: {}", "Harder: {}"),
    "review": Text("Kijk na {} weken samen hoe het gaat.", "Look together after {} weeks how it is going."),
    "quota": Text(
        "Je bouwt op volgens afspraak: niet minder op een slechte dag, niet meer op een goede.",
        "You build up as agreed: no less on a bad day, no more on a good one.",
    ),
    "light": Text(
        "Groen: de pijn stijgt hooguit 2 punten en is binnen een dag weer als ervoor. Ga door. "
        "Oranje: 3 punten erbij of tot twee dagen last. Doe minder. "
        "Rood: meer dan 3 punten erbij, langer dan twee dagen last, of klachten verder in je been. "
        "Stop met die oefening en bel je therapeut.",
        "Green: pain rises by 2 points at most and is back within a day. Go on. "
        "Amber: 3 points more, or up to two days of trouble. Do less. "
        "Red: more than 3 points, more than two days, or symptoms further down the leg. Stop that exercise and call your therapist.",
    ),
    "light_calm": Text(
        "Groen: de pijn stijgt hooguit 1 punt en is binnen een uur weer als ervoor. Ga door. "
        "Oranje: 2 of 3 punten erbij of langer dan een uur last. Doe minder. "
        "Rood: meer dan 3 punten erbij, langer dan twee dagen last, of klachten verder in je been. "
        "Stop met die oefening en bel je therapeut.",
        "Green: pain rises by 1 point at most and is back within an hour. Go on. "
        "Amber: 2 or 3 points more, or more than an hour of trouble. Do less. "
        "Red: more than 3 points, more than two days, or symptoms further down the leg. Stop that exercise and call your therapist.",
    ),
    "no_plan": Text("Nog geen oefenprogramma", "No exercise programme yet"),
    "unanswered": Text("Eerst moet bekend zijn: {}.", "First this must be known: {}."),
    "version": Text("Richtlijn {}", "Guideline {}"),
    "sets": Text("{} x {}", "{} x {}"),
    "times": Text("{} keer", "{} times"),
    "hold": Text("{} tellen vasthouden", "hold for {} seconds"),
    "side": Text("per kant", "each side"),
    "minutes": Text("{} minuten", "{} minutes"),
    "week": Text("{} keer per week", "{} times a week"),
    "day": Text("{} keer per dag", "{} times a day"),
    "daily": Text("elke dag", "daily"),
    "effort": Text("zwaarte {} van 10", "effort {} of 10"),
}
