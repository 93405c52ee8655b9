"""The fixed phrases around what the guideline says, in both languages."""

from wervel.logic.text import Text

SAID = {
    "urgency": Text("Hoe dringend", "How urgent"),
    "not_yet": Text(
        "Nog niet te zeggen. Er is nog {} vraag die het antwoord kan veranderen.|"
        "Nog niet te zeggen. Er zijn nog {} vragen die het antwoord kunnen veranderen.",
        "Not clear yet. There is {} question left that can change the answer.|"
        "Not clear yet. There are {} questions left that can change the answer.",
    ),
    "not_known": Text("Nog niet te zeggen: er is te weinig bekend.", "Not clear yet: too little is known."),
    "could": Text("Kan nog worden: {}. Daarvoor moeten we eerst meer weten.", "Could still become: {}. First we need to know more."),
    "class": Text("Wat er bij past", "What fits"),
    "who": Text("Naar wie", "Who to see"),
    "why": Text("Waarom", "Why"),
    "because": Text("Omdat: ", "Because: "),
    "also": Text("Ook van belang: {}.", "Also relevant: {}."),
    "assumed": Text(
        "Nog niet alles is bekend. We kiezen voor de veilige kant.", "Not everything is known yet. We choose the safe side."
    ),
    "source": Text("Bron: ", "Source: "),
    "common_knowledge": Text("algemene kennis, zonder bron", "general knowledge, without a source"),
    "own_choice": Text("keuze van Wervel", "Wervel's own choice"),
    "diagnostics": Text("Verder onderzoek", "Further tests"),
    "no_imaging": Text("Een foto of scan is nu niet nodig.", "An X-ray or scan is not needed now."),
    "not_useful": Text("Niet nuttig: {}", "Not useful: {}"),
    "profile": Text("Kans dat klachten lang duren", "Chance of a long course"),
    "no_profile": Text("Dat weten we nog niet. Een therapeut vraagt ernaar.", "Not known yet. A therapist asks about it."),
    "factors": Text("Wat daarbij meetelt: ", "What counts towards it: "),
    "phenomena": Text("Wat opvalt", "What stands out"),
    "advice": Text("Wat je kunt doen", "What you can do"),
    "more_advice": Text("... en nog {} advies.|... en nog {} adviezen.", "... and {} more."),
    "safety_net": Text("Wanneer je belt", "When to call"),
    "ask": Text("Nog te vragen", "Still to ask"),
    "more": Text("... en nog {} vraag.|... en nog {} vragen.", "... and {} more."),
    "by_others": Text(
        "Bij een onderzoek, in een dossier of in bloed te vinden: {}.", "To be found by an examination, in a record or in blood: {}."
    ),
    "plan": Text("Je oefenprogramma", "Your exercise programme"),
    "draft": Text("Dit is een voorstel. Laat eerst een fysiotherapeut of arts meekijken.",
                  "This is a draft. Let a physiotherapist or doctor look at it first."),
    "own": Text("Hier kun je zelf mee beginnen.", "You can start with this yourself."),
    "stage": Text("Fase: {}. {}", "Stage: {}. {}"),
    "careful": Text(
        "We weten nog te weinig om de fase te kiezen en beginnen voorzichtig.",
        "We know too little to choose the stage and start carefully.",
    ),
    "goals": Text("Hier werk je vooral aan, het belangrijkste eerst: {}.", "What you work on, most important first: {}."),
    "session": Text("Thuis oefenen: samen ongeveer {}", "Exercises at home: about {} together"),
    "endurance": Text("Conditie, op een ander moment van de dag", "Fitness, at another time of the day"),
    "field": Text("Op het veld, tijdens de training", "On the field, during training"),
    "walking": Text(
        "Wandel elke week {} tot {} procent meer, tot je op {} tot {} minuten per week zit.",
        "Walk {} to {} per cent more each week, until you reach {} to {} minutes a week.",
    ),
    "for": Text("Doel: {}.", "Goal: {}."),
    "for_because": Text("Doel: {}, omdat we dit zien: {}.", "Goal: {}, because we see this: {}."),
    "mind": Text("Let op: {}.", "Take care: {}."),
    "easier": Text("Te zwaar? Doe: {}.", "Too hard? Do: {}."),
    "harder": Text("Later zwaarder: {}.", "Harder, later: {}."),
    "review": Text("Kijk na {} weken hoe het gaat.", "After {} weeks, look at how it is going."),
    "no_plan": Text("Nog geen oefenprogramma", "No exercise programme yet"),
    "seen_first": Text("Eerst moet iemand je onderzoeken, zoals hierboven staat.", "First someone needs to examine you, as said above."),
    "unanswered": Text("Eerst moet bekend zijn: {}.", "First this must be known: {}."),
    "and_more": Text("; en nog {}", "; and {} more"),
    "version": Text("Richtlijn {}", "Guideline {}"),
    "sets": Text("{} rondes van {} keer", "{} rounds of {}"),
    "times": Text("{} keer", "once|{} times"),
    "hold": Text("{} tel vasthouden|{} tellen vasthouden", "hold for {} second|hold for {} seconds"),
    "side": Text("aan elke kant", "on each side"),
    "minutes": Text("{} minuut|{} minuten", "{} minute|{} minutes"),
    "week": Text("{} keer per week", "once a week|{} times a week"),
    "or_twice": Text("1 of 2 keer per dag", "once or twice a day"),
    "day": Text("{} keer per dag", "{} times a day"),
    "daily": Text("elke dag", "daily"),
    "effort": Text("inspanning {} van 10", "effort {} out of 10"),
}  # fmt: skip
