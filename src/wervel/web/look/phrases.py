"""The words of the frame and of the components, in both languages."""

from wervel.logic.text import Text

SAID = {
    # the frame
    "brand": Text("Wervel", "Wervel"),
    "skip": Text("Naar de inhoud", "Skip to the content"),
    "menu": Text("Menu", "Menu"),
    "language": Text("Taal", "Language"),
    "nl": Text("Nederlands", "Nederlands"),
    "en": Text("English", "English"),
    "intended": Text(
        "Wervel helpt kiezen wat je doet bij lage rugpijn. Het vervangt geen arts of fysiotherapeut: die onderzoekt je en "
        "beslist. Wervel heeft geen CE-keurmerk.",
        "Wervel helps you choose what to do about low back pain. It does not replace a doctor or physiotherapist: they examine "
        "you and decide. Wervel is not CE-marked.",
    ),
    "guideline": Text("Richtlijn {}", "Guideline {}"),
    "sign_in": Text("Inloggen", "Sign in"),
    "sign_in_code": Text("Stuur mij een code per e-mail", "Send me a code by e-mail"),
    "sign_in_passkey": Text("Inloggen met een passkey", "Sign in with a passkey"),
    "by_invitation": Text(
        "Een account krijg je via je therapeut, je praktijk of je club.",
        "You get an account through your therapist, your practice or your club.",
    ),
    "sign_out": Text("Uitloggen", "Sign out"),
    "account": Text("Je account", "Your account"),
    # parts of pages
    "wrong": Text("Fout", "Error"),
    "mend": Text("Er klopt iets nog niet", "Something is not right yet"),
    "optional": Text("mag leeg blijven", "optional"),
    "why": Text("Waarom?", "Why?"),
    "back": Text("Terug", "Back"),
    "go_on": Text("Verder", "Continue"),
    "cancel": Text("Annuleren", "Cancel"),
    "change": Text("Wijzig", "Change"),
    "print": Text("Print deze pagina", "Print this page"),
    "print_hint": Text("Printen kan met het menu van je browser.", "You can print with the menu of your browser."),
    "pages": Text("Pagina's", "Pages"),
    "page_of": Text("Pagina {} van {}", "Page {} of {}"),
    "previous": Text("Vorige", "Previous"),
    "next": Text("Volgende", "Next"),
    "step_of": Text("Stap {} van {}: {}", "Step {} of {}: {}"),
    "done": Text("klaar", "done"),
    "now": Text("nu", "now"),
    "numbers": Text("De getallen in een tabel", "The same numbers in a table"),
    "picture": Text("{}, stand {} van {}: {} ({})", "{}, position {} of {}: {} ({})"),
    # tones, said before the title of a message for who cannot see its colour and shape
    "calm": Text("Goed", "Good"),
    "info": Text("Ter informatie", "For your information"),
    "warn": Text("Let op", "Please note"),
    "alarm": Text("Belangrijk", "Important"),
    # how a question may be answered
    "yes": Text("Ja", "Yes"),
    "no": Text("Nee", "No"),
    "dont_know": Text("Weet ik niet", "I do not know"),
    "none_of_these": Text("Geen van deze", "None of these"),
    "tick_all": Text("Kies alles wat bij je past.", "Choose everything that applies to you."),
    "doubt": Text("Twijfel je over een van deze?", "Not sure about one of these?"),
    "doubt_which": Text("Hierover twijfel ik:", "I am not sure about:"),
    "amount": Text("Aantal", "Number"),
    "amount_in": Text("Aantal ({})", "Number ({})"),
    "from_to": Text("Van {} tot {}.", "From {} to {}."),
    "span_of": Text("Dagen, weken, maanden of jaren", "Days, weeks, months or years"),
    "span_day": Text("dagen", "days"),
    "span_week": Text("weken", "weeks"),
    "span_month": Text("maanden", "months"),
    "span_year": Text("jaar", "years"),
    "seen_back": Text("achterkant", "back"),
    "seen_front": Text("voorkant", "front"),
    # what was wrong with an answer
    "choose_one": Text("Kies een antwoord. Weet je het niet? Kies dan “{}”.", "Choose an answer. If you do not know, choose “{}”."),
    "choose_any": Text("Kies wat bij je past, of kies “{}”.", "Choose what applies to you, or choose “{}”."),
    "either_or": Text(
        "Je koos “{}” en ook iets anders. Kies een van de twee.", "You chose “{}” and something else too. Choose one of the two."
    ),
    "twice": Text(
        "Je koos dit en je twijfelt er ook over: {}. Kies een van de twee.",
        "You chose this and are not sure of it: {}. Choose one of the two.",
    ),
    "not_a_number": Text("Vul een getal in, zoals {}. Je vulde in: {}", "Fill in a number, such as {}. You filled in: {}"),
    "no_number": Text("Vul een getal in, of kies “{}”.", "Fill in a number, or choose “{}”."),
    "out_of_range": Text("Vul een getal in van {} tot {}.", "Fill in a number from {} to {}."),
    "span_out_of_range": Text("Vul hoogstens {} dagen in (ongeveer {} jaar).", "Fill in at most {} days (about {} years)."),
    "whole_steps": Text("Vul een getal in in stappen van {}.", "Fill in a number in steps of {}."),
    # charts
    "chart_pain": Text("Pijn per week, van 0 tot 10", "Pain per week, from 0 to 10"),
    "chart_says": Text("Van {} in week {} naar {} in week {}.", "From {} in week {} to {} in week {}."),
    "chart_empty": Text("Er zijn nog geen getallen om te laten zien.", "There are no numbers to show yet."),
    "week": Text("Week", "Week"),
    "weeks": Text("weken", "weeks"),
    "pain": Text("Pijn", "Pain"),
    "pain_line": Text("pijn", "pain"),
    "usual": Text("wat gewoon is", "what is usual"),
    "usual_head": Text("Gewoon (gemiddeld)", "Usual (average)"),
    "between": Text("{} tot {} ({})", "{} to {} ({})"),
    "matters": Text("vanaf hier is het verschil groot genoeg", "from here the difference is large enough"),
    "adherence": Text("gedane oefeningen", "exercises done"),
    "adherence_head": Text("Gedaan", "Done"),
    "adherence_axis": Text("gedaan, %", "done, %"),
    "percent": Text("{}%", "{}%"),
    "not_known": Text("niet bekend", "not known"),
    # when something goes wrong
    "error_400": Text("Dit verzoek begrijpen we niet", "We do not understand this request"),
    "error_400_says": Text("Ga terug en probeer het opnieuw.", "Go back and try again."),
    "error_403": Text("Dit kan nu niet", "This is not possible now"),
    "error_403_says": Text(
        "De pagina stond misschien te lang open. Ga terug, laad de pagina opnieuw en probeer het nog een keer. Sta ook cookies toe.",
        "The page may have been open for too long. Go back, reload the page and try once more. Please allow cookies as well.",
    ),
    "error_404": Text("Deze pagina is er niet", "This page is not there"),
    "error_404_says": Text(
        "Misschien klopt het adres niet, of mag je deze pagina niet zien.",
        "The address may be wrong, or this page may not be for you to see.",
    ),
    "error_409": Text("Iemand anders was je net voor", "Somebody else was just ahead of you"),
    "error_409_says": Text(
        "Dit is veranderd nadat jij de pagina opende. Er is niets overschreven. Bekijk eerst de nieuwe versie. Wat je typte, "
        "staat hieronder.",
        "This was changed after you opened the page. Nothing was overwritten. Look at the new version first. What you typed is below.",
    ),
    "error_409_typed": Text("Wat je typte", "What you typed"),
    "error_409_look": Text("Bekijk de nieuwe versie", "Look at the new version"),
    "error_reused": Text("Dit formulier is al eens gebruikt", "This form was used before"),
    "error_reused_says": Text(
        "Er is nu niets bewaard. Open de pagina opnieuw, kijk wat er al staat, en vul in wat nog ontbreekt.",
        "Nothing was saved now. Open the page again, see what is there already, and fill in what is missing.",
    ),
    "error_422": Text("Dit konden we niet bewaren", "We could not save this"),
    "error_422_says": Text(
        "Er klopt iets niet in wat je invulde. Ga terug en kijk het na.", "Something you filled in is not right. Go back and check it."
    ),
    "error_500": Text("Er ging iets mis bij ons", "Something went wrong on our side"),
    "error_500_says": Text(
        "Probeer het over een paar minuten opnieuw. Wat je het laatst invulde, is misschien niet bewaard.",
        "Try again in a few minutes. What you filled in last may not have been saved.",
    ),
    "error_503": Text("Wervel is even niet bereikbaar", "Wervel is not available for a moment"),
    "error_503_says": Text(
        "Wat je net invulde, is niet bewaard. Wacht een halve minuut en probeer het opnieuw.",
        "What you just filled in was not saved. Wait half a minute and try again.",
    ),
    "error_help": Text(
        "Gaat het niet goed met je en wil je niet wachten? Bel dan je huisarts of de huisartsenpost. Bel 112 als het meteen moet.",
        "Are you unwell and do you not want to wait? Call your GP or the out-of-hours GP service. Call 112 if it has to be now.",
    ),
    "error_start": Text("Naar het begin", "To the start"),
}
