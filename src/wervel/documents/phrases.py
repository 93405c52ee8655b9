"""The fixed words of sheets, letters and calendars, in both languages."""

from datetime import date

from wervel.logic.text import Language, Text

WEEKDAYS = (
    Text("maandag", "Monday"), Text("dinsdag", "Tuesday"), Text("woensdag", "Wednesday"), Text("donderdag", "Thursday"),
    Text("vrijdag", "Friday"), Text("zaterdag", "Saturday"), Text("zondag", "Sunday"),
)  # fmt: skip
SHORT_WEEKDAYS = (
    Text("ma", "Mon"), Text("di", "Tue"), Text("wo", "Wed"), Text("do", "Thu"), Text("vr", "Fri"), Text("za", "Sat"), Text("zo", "Sun"),
)  # fmt: skip
MONTHS = (
    Text("januari", "January"), Text("februari", "February"), Text("maart", "March"), Text("april", "April"), Text("mei", "May"),
    Text("juni", "June"), Text("juli", "July"), Text("augustus", "August"), Text("september", "September"),
    Text("oktober", "October"), Text("november", "November"), Text("december", "December"),
)  # fmt: skip

EFFORTS = (
    Text("rust", "rest"), Text("heel licht", "very light"), Text("licht", "light"), Text("matig", "moderate"),
    Text("een beetje zwaar", "somewhat hard"), Text("zwaar", "hard"), Text("zwaar", "hard"), Text("heel zwaar", "very hard"),
    Text("heel zwaar", "very hard"), Text("heel zwaar", "very hard"), Text("zo zwaar als kan", "as hard as can be"),
)  # fmt: skip
"""What 0 to 10 mean on the Borg CR10 scale, in plain words."""

WORDS = {
    "sheet": Text("Jouw oefenprogramma", "Your exercise programme"),
    "sheet_for": Text("Oefenprogramma van {}", "Exercise programme of {}"),
    "period": Text("Van {} tot {}: {} weken.", "From {} to {}: {} weeks."),
    "review": Text("Kijk op {} hoe het gaat.", "On {}, look at how it is going."),
    "draft_title": Text("Concept", "Draft"),
    "self_title": Text("Zelf aan de slag", "Self-care"),
    "released_title": Text("Vrijgegeven", "Released"),
    "released": Text("Dit programma is bekeken en vrijgegeven door {}.", "This programme was looked at and released by {}."),
    "released_on": Text(
        "Dit programma is bekeken en vrijgegeven door {} op {}.", "This programme was looked at and released by {} on {}."
    ),
    "turn": Text("Stoppen of bellen? Kijk achterin.", "Stop, or call? Look at the back."),
    "note": Text("Opmerking", "Note"),
    "your_week": Text("Zo ziet je week eruit", "This is your week"),
    "same_weeks": Text("Zo doe je het elke week.", "You do this every week."),
    "first_week": Text(
        "Dit is week 1. In de hokjes bij elke oefening zie je wat er later bij komt of verandert.",
        "This is week 1. The boxes beside each exercise show what is added or changes later.",
    ),
    "legend": Text("Zo lees je de plaatjes", "How to read the pictures"),
    "right": Text("rechterkant: blauw, doorgetrokken lijn", "right side: blue, solid line"),
    "left": Text("linkerkant: rood, gestreepte lijn", "left side: red, dashed line"),
    "home": Text("Thuis", "At home"),
    "endurance": Text("Conditie", "Fitness"),
    "field": Text("Op het veld", "On the field"),
    "rest": Text("vrij", "free"),
    "minutes": Text("{} min", "{} min"),
    "often": Text("Hoe vaak", "How often"),
    "hard": Text("Hoe zwaar (0-10)", "How hard (0-10)"),
    "long": Text("Hoe lang", "How long"),
    "effort": Text("{} van 10: {}", "{} out of 10: {}"),
    "see_boxes": Text("{}, zie de hokjes", "{}, see the boxes"),
    "times_a_week": Text("{} tot {} keer per week", "{} to {} times a week"),
    "in_weeks": Text("Week {} tot en met {}: {}", "Weeks {} to {}: {}"),
    "in_week": Text("Week {}: {}", "Week {}: {}"),
    "in_other_weeks": Text("In week {}: {}", "In week {}: {}"),
    "minutes_a_week": Text("Minuten per keer, week na week: {}", "Minutes a time, week by week: {}"),
    "and": Text("{} en {}", "{} and {}"),
    "feel": Text("Wat je voelt", "What you feel"),
    "why": Text("Waarom deze", "Why this one"),
    "week": Text("Week", "Week"),
    "ticks": Text("Zet een kruisje als het gedaan is", "Tick the box when it is done"),
    "pose": Text("Figuur: {} ({})", "Figure: {} ({})"),
    "arrow": Text("daarna", "then"),
    "lights": Text("Doorgaan, minder doen of stoppen", "Go on, do less or stop"),
    "quota": Text("Zo bouw je op", "How you build up"),
    "help": Text("Wanneer je belt", "When to call"),
    "about": Text("Over dit blad", "About this sheet"),
    "reference": Text("Nummer van dit programma: {}", "Number of this programme: {}"),
    "code": Text("Code met het nummer van dit programma: {}", "Code with the number of this programme: {}"),
    "page": Text("bladzijde {} van {}", "page {} of {}"),
    "green": Text("Groen", "Green"),
    "amber": Text("Oranje", "Amber"),
    "red": Text("Rood", "Red"),
    # calendar
    "event": Text("Oefenen", "Exercise"),
    "event_of": Text("Oefenen: {}", "Exercise: {}"),
    # letter
    "letter": Text("Brief aan de huisarts", "Letter to the GP"),
    "referral": Text("Verwijsbrief", "Referral letter"),
    "about_whom": Text("Betreft", "Concerning"),
    "to": Text("Aan", "To"),
    "from": Text("Van", "From"),
    "date": Text("Datum", "Date"),
    "patient": Text("Patiënt", "Patient"),
    "no_name": Text("........................................", "........................................"),
    "gp": Text("de huisarts", "the GP"),
    "dear": Text("Geachte collega,", "Dear colleague,"),
    "greeting": Text("Met vriendelijke groet,", "Yours sincerely,"),
    "subject": Text("lage rugklachten", "low back complaints"),
    "reason": Text("Reden van deze brief", "Reason for this letter"),
    "complaint": Text("Wat de patiënt vertelt", "What the patient tells"),
    "absent": Text("Gevraagd of onderzocht, en niet aanwezig", "Asked or examined, and not present"),
    "found": Text("Wat er gevonden is", "What was found"),
    "nothing_found": Text("Er is nog geen onderzoek gedaan.", "No examination was done yet."),
    "fits": Text("Wat erbij past, en hoe zeker", "What fits, and how sure"),
    "fits_note": Text(
        "Dit is wat past bij de gegevens. Het oordeel is aan u.", "This is what fits the data. The judgement is yours."
    ),
    "urgency": Text("Hoe dringend", "How urgent"),
    "level_none": Text("geen spoed", "not urgent"),
    "level_inform": Text("te bespreken {}", "to be discussed {}"),
    "level_soon": Text("beoordeling {}", "to be seen {}"),
    "level_urgent": Text("beoordeling {}", "to be seen {}"),
    "level_same_day": Text("beoordeling vandaag", "to be seen today"),
    "level_emergency": Text("spoed, nu meteen", "emergency, now"),
    "no_alarm": Text("Er zijn geen alarmsignalen gevonden in wat bekend is.", "No alarm signs were found in what is known."),
    "unclear": Text("Nog niet te zeggen: er is te weinig bekend.", "Not clear yet: too little is known."),
    "could": Text("Kan nog worden: {}, zolang dit niet bekend is: {}.", "Could still become: {}, while this is not known: {}."),
    "could_only": Text("Kan nog worden: {}.", "Could still become: {}."),
    "route": Text("Route: {}.", "Route: {}."),
    "request": Text("Wat we vragen", "What is asked"),
    "request_none": Text(
        "Deze brief is ter informatie. Er wordt niets van u gevraagd.", "This letter is for information. Nothing is asked of you."
    ),
    "request_open": Text("Wilt u helpen om dit na te gaan: {}?", "Would you help to find out: {}?"),
    "request_inform": Text("Wilt u dit {} met de patiënt bespreken?", "Would you discuss this with the patient {}?"),
    "request_soon": Text("Wilt u de patiënt {} beoordelen?", "Would you see the patient {}?"),
    "request_same_day": Text("Wilt u de patiënt vandaag beoordelen?", "Would you see the patient today?"),
    "request_emergency": Text(
        "De patiënt moet nu naar de spoedeisende hulp of de ambulance nodig. Wilt u zo nodig meehelpen dit te regelen?",
        "The patient needs the emergency department or an ambulance now. Would you help to arrange this where needed?",
    ),
    "to_test": Text("Om na te gaan ({}): {}. {}.", "To find out ({}): {}. {}."),
    "plan": Text("Plan", "Plan"),
    "plan_is": Text(
        "Oefenprogramma van {} weken vanaf {}, fase: {}. Evaluatie op {}.",
        "Exercise programme of {} weeks from {}, stage: {}. Evaluation on {}.",
    ),
    "plan_draft": Text(
        "Het programma is een concept tot een professional ermee instemt.", "The programme is a draft until a professional agrees."
    ),
    "plan_none": Text("Er is nog geen oefenprogramma.", "There is no exercise programme yet."),
    "sources": Text("Bronnen", "Sources"),
    "made": Text(
        "Gemaakt met Wervel, richtlijn {}. Wervel ondersteunt een beslissing en neemt die niet.",
        "Made with Wervel, guideline {}. Wervel supports a decision and does not take it.",
    ),
}  # fmt: skip


def say(key: str, language: Language, *values: object) -> str:
    return WORDS[key][language].format(*values)


def day_name(day: date, language: Language) -> str:
    """A date in full: maandag 5 oktober 2026."""
    return f"{WEEKDAYS[day.weekday()][language]} {short_date(day, language)}"


def short_date(day: date, language: Language) -> str:
    return f"{day.day} {MONTHS[day.month - 1][language]} {day.year}"


def listed(names: list[str], language: Language) -> str:
    """a, b and c."""
    return names[0] if len(names) == 1 else say("and", language, ", ".join(names[:-1]), names[-1])
