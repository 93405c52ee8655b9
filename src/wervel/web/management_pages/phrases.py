"""The words of practice management."""

from wervel.logic.text import Text
from wervel.web.look.saying import Sayer

SAID = {
    "needed": Text("Vul dit in.", "Fill this in."),
    "yes_it_is": Text("ja", "yes"),
    "no_it_is_not": Text("nog niet", "not yet"),
    # sign-up
    "new_title": Text("Een praktijk of club aanmelden", "Sign up a practice or club"),
    "new_lead": Text(
        "U wordt de leiding van deze praktijk. Daarna nodigt u collega's en patiënten uit. Inloggen gaat altijd in twee stappen.",
        "You become the lead of this practice. After that you invite colleagues and patients. Signing in always takes two steps.",
    ),
    "practice_name": Text("Naam van de praktijk of club", "Name of the practice or club"),
    "kind": Text("Soort", "Kind"),
    "kind_practice": Text("Praktijk", "Practice"),
    "kind_club": Text("Sportclub", "Sports club"),
    "your_name": Text("Uw naam", "Your name"),
    "your_email": Text("Uw e-mailadres", "Your e-mail address"),
    "password": Text("Wachtwoord", "Password"),
    "password_hint": Text("Minstens 12 tekens. Plakken mag.", "At least 12 characters. Pasting is fine."),
    "sign_up": Text("Aanmelden", "Sign up"),
    "mailed_title": Text("Kijk in uw mail", "Look in your mail"),
    "mailed": Text(
        "We stuurden een mail naar dit adres. Volg de link daarin en log in. Geen mail gekregen? Kijk bij ongewenste mail.",
        "We sent a mail to this address. Follow its link and sign in. No mail? Look in your spam folder.",
    ),
    "has_account_subject": Text("U heeft al een account", "You have an account already"),
    "has_account": Text(
        "Hallo,\n\nIemand wilde met dit adres een praktijk aanmelden bij Wervel. U heeft al een account: log in op {}.\n\n"
        "Was u dit niet? Dan hoeft u niets te doen.",
        "Hello,\n\nSomebody wanted to sign up a practice on Wervel with this address. You have an account already: sign in at {}.\n\n"
        "Was this not you? Then there is nothing to do.",
    ),
    # tabs
    "tabs": Text("Praktijkbeheer", "Practice management"),
    "people": Text("Mensen", "People"),
    "records": Text("Dossiers", "Records"),
    "log": Text("Logboek", "Access log"),
    "tokens": Text("Sleutels voor software", "Tokens for software"),
    "data": Text("Bewaren", "Keeping"),
    # people
    "people_table": Text("Wie hier werkt", "Who works here"),
    "name": Text("Naam", "Name"),
    "email": Text("E-mailadres", "E-mail address"),
    "role": Text("Rol", "Role"),
    "since": Text("Sinds", "Since"),
    "two_steps": Text("Inloggen in twee stappen", "Two-step sign-in"),
    "role_therapist": Text("therapeut", "therapist"),
    "role_lead": Text("leiding", "lead"),
    "role_administrator": Text("administratie", "administration"),
    "role_club_physio": Text("clubfysiotherapeut", "club physiotherapist"),
    "role_coach": Text("coach", "coach"),
    "end_work": Text("Iemand stopt hier", "Somebody leaves"),
    "end_work_says": Text(
        "Vanaf dat moment kan deze persoon in deze rol niets meer zien.",
        "From that moment this person can see nothing any more in this role.",
    ),
    "who": Text("Wie", "Who"),
    "end_now": Text("Nu beëindigen", "End now"),
    "ended": Text("Beëindigd.", "Ended."),
    "last_lead": Text(
        "Dit is de laatste die leiding geeft. Maak eerst iemand anders leiding.", "This is the last lead. Make somebody else lead first."
    ),
    "invite": Text("Een collega uitnodigen", "Invite a colleague"),
    "language": Text("Taal van de mail", "Language of the mail"),
    "send": Text("Uitnodiging sturen", "Send invitation"),
    "sent": Text("Uitnodiging gestuurd.", "Invitation sent."),
    "open_invitations": Text("Open uitnodigingen", "Open invitations"),
    "until": Text("Tot en met", "Until"),
    "withdraw_title": Text("Een uitnodiging intrekken", "Withdraw an invitation"),
    "withdraw": Text("Intrekken", "Withdraw"),
    "withdrawn": Text("De link in die mail werkt niet meer.", "The link in that mail no longer works."),
    "wrong_email": Text(
        "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.", "This is not an e-mail address. Write it as name@example.org."
    ),
    "wrong_name": Text("Schrijf een naam van 1 tot 120 letters.", "Write a name of 1 to 120 letters."),
    "wrong_born": Text("Schrijf een dag in het verleden.", "Write a day in the past."),
    "wrong_therapist": Text("Deze persoon behandelt hier niet.", "This person does not treat here."),
    "wrong_giver": Text("Deze persoon behandelt deze patiënt niet.", "This person does not treat this patient."),
    "wrong_patient": Text("Deze patiënt heeft al een account.", "This patient has an account already."),
    "wrong_reason": Text("Schrijf in minstens 10 letters waarom het niet kan wachten.", "Write in at least 10 letters why it cannot wait."),
    # records
    "find": Text("Een dossier zoeken", "Find a record"),
    "find_label": Text("Nummer of deel van de naam", "Number or part of the name"),
    "search": Text("Zoeken", "Search"),
    "found_table": Text("Gevonden dossiers", "Records found"),
    "found_none": Text("Geen dossier gevonden voor “{}”", "No record found for “{}”"),
    "number": Text("Nummer", "Number"),
    "archived": Text("Gearchiveerd", "Archived"),
    "new_record": Text("Nieuw dossier", "New record"),
    "born": Text("Geboren", "Born"),
    "phone": Text("Telefoon", "Telephone"),
    "therapist": Text("Wie behandelt", "Who treats"),
    "nobody_yet": Text("nog niemand", "nobody yet"),
    "make_record": Text("Dossier maken", "Make record"),
    "made": Text("Dossier {} is gemaakt.", "Record {} was made."),
    "record": Text("Dossier {}", "Record {}"),
    "only_names": Text(
        "Hier staan alleen naam, contact en behandelrelatie. Wat medisch is, ziet alleen wie behandelt.",
        "Here are name, contact and treatment relation alone. Only who treats sees what is medical.",
    ),
    "identity": Text("Naam en contact", "Name and contact"),
    "save": Text("Bewaren", "Save"),
    "cancel": Text("Annuleren", "Cancel"),
    "saved": Text("Bewaard.", "Saved."),
    "treatment": Text("Behandelrelatie", "Treatment relation"),
    "treatment_none": Text("Niemand behandelt deze patiënt nu.", "Nobody treats this patient now."),
    "treats_since": Text("{}, sinds {}", "{}, since {}"),
    "start_treatment": Text("Iemand laten behandelen", "Let somebody treat"),
    "transfer": Text("Overdragen", "Hand over"),
    "giver": Text("Van", "From"),
    "receiver": Text("Naar", "To"),
    "end_treatment": Text("Behandeling beëindigen", "End treatment"),
    "account": Text("Account van de patiënt", "Account of the patient"),
    "account_has": Text("Deze patiënt heeft een account.", "This patient has an account."),
    "account_none": Text("Deze patiënt heeft nog geen account.", "This patient has no account yet."),
    "archive": Text("Archiveren", "Archive"),
    "archive_says": Text(
        "Het dossier verdwijnt uit de lijsten en elke behandelrelatie stopt. Het blijft bewaard tot de wettelijke termijn om is.",
        "The record leaves the lists and every treatment relation ends. It is kept until its legal term is over.",
    ),
    "archived_on": Text("Gearchiveerd op {}.", "Archived on {}."),
    "destroy": Text("Vernietigen op verzoek", "Destroy on request"),
    "destroy_says": Text(
        "Alleen als de patiënt hierom vraagt. Alles in dit dossier gaat weg en komt nooit terug, ook niet uit reservekopieën. "
        "Het logboek houdt alleen een nummer zonder naam.",
        "Only when the patient asks for it. All in this record goes and never comes back, not even from backups. The access log keeps "
        "only an id without a name.",
    ),
    "destroy_type": Text("Typ het nummer van het dossier om te bevestigen", "Type the number of the record to confirm"),
    "destroy_other": Text("Dit is niet het nummer van dit dossier.", "This is not the number of this record."),
    "destroyed": Text("Dossier {} is vernietigd.", "Record {} was destroyed."),
    # break-glass
    "glass": Text("Noodtoegang", "Emergency access"),
    "glass_says": Text(
        "U behandelt deze patiënt niet, maar het kan niet wachten. U krijgt vier uur toegang. "
        "De patiënt en de leiding zien dit in het logboek.",
        "You do not treat this patient, but it cannot wait. You get access for four hours. "
        "The patient and the lead see this in the access log.",
    ),
    "reason": Text("Waarom kan het niet wachten?", "Why can it not wait?"),
    "glass_open": Text("Dossier openen", "Open the record"),
    "glass_no": Text(
        "Er is geen dossier met dit nummer dat u zo kunt openen.", "There is no record with this number that you can open this way."
    ),
    "glass_opened": Text("U heeft tot {} toegang tot dossier {}.", "You have access to record {1} until {0}."),
    # access log
    "log_says": Text(
        "Wie wat deed met welk dossier. Er staat niets medisch in. Ook dat u hier zoekt, komt erin.",
        "Who did what with which record. It holds nothing medical. That you search here is noted too.",
    ),
    "log_table": Text("Regels uit het logboek, de nieuwste eerst", "Rows of the access log, newest first"),
    "log_none": Text("Geen regels in deze periode.", "No rows in this period."),
    "log_from": Text("Vanaf", "From"),
    "log_until": Text("Tot en met", "Until"),
    "log_number": Text("Dossiernummer", "Record number"),
    "log_show": Text("Laat zien", "Show"),
    "when": Text("Wanneer", "When"),
    "did": Text("Wat", "What"),
    "basis": Text("Op grond van", "By right of"),
    "of_patient": Text("patiënt", "patient"),
    "all_people": Text("iedereen", "everybody"),
    "wrong_period": Text("De eerste dag ligt na de laatste.", "The first day is after the last."),
    **{
        f"action_{key}": Text(nl, en)
        for key, nl, en in (
            ("read", "bekeken", "looked at"),
            ("write", "geschreven", "written"),
            ("search", "gezocht in", "searched"),
            ("export", "als bestand gehaald", "exported"),
            ("print", "geprint", "printed"),
            ("denied", "geweigerd", "refused"),
            ("break_glass", "noodtoegang tot", "emergency access to"),
            ("destroy", "vernietigd", "destroyed"),
            ("import", "ingelezen", "imported"),
        )
    },
    **{
        f"basis_{key}": Text(nl, en)
        for key, nl, en in (
            ("self", "eigen dossier", "own record"),
            ("treatment", "behandeling", "treatment"),
            ("break_glass", "noodtoegang", "emergency access"),
            ("emergency", "noodtoegang", "emergency access"),
            ("management", "beheer", "management"),
            ("lead", "leiding", "lead"),
            ("api", "software", "software"),
            ("retention", "bewaartermijn", "retention"),
            ("restore", "herstel", "restore"),
        )
    },
    **{
        f"object_{key}": Text(nl, en)
        for key, nl, en in (
            ("record", "dossier", "record"),
            ("records", "dossiers", "records"),
            ("patients", "dossiers", "records"),
            ("today", "programma van vandaag", "programme of today"),
            ("intake", "intake", "intake"),
            ("diary", "dagboek", "diary"),
            ("progress", "voortgang", "progress"),
            ("programme", "programma", "programme"),
            ("messages", "berichten", "messages"),
            ("message", "bericht", "message"),
            ("goals", "doelen", "goals"),
            ("goal", "doel", "goal"),
            ("examination", "onderzoek", "examination"),
            ("assessment", "beoordeling", "assessment"),
            ("overrides", "afwijkingen", "overrides"),
            ("override", "afwijking", "override"),
            ("preferences", "voorkeuren", "preferences"),
            ("identity", "naam en contact", "name and contact"),
            ("access_log", "logboek", "access log"),
            ("own_access_log", "eigen logboek", "own access log"),
            ("letter", "brief", "letter"),
            ("session", "sessie", "session"),
            ("review", "weekoverzicht", "weekly review"),
            ("follow_up", "vervolgconsult", "follow-up"),
            ("feed", "agenda", "calendar"),
            ("sharing", "delen met de club", "sharing with the club"),
            ("episode", "klacht", "episode"),
            ("release", "vrijgave", "release"),
            ("close", "afsluiting", "closing"),
            ("invitation", "uitnodiging", "invitation"),
            ("treatment", "behandelrelatie", "treatment relation"),
            ("transfer", "overdracht", "hand-over"),
            ("archive", "archivering", "archiving"),
            ("destruction", "vernietiging", "destruction"),
            ("practice", "praktijk", "practice"),
            ("membership", "rol", "role"),
            ("account", "account", "account"),
            ("new_token", "nieuwe sleutel", "new token"),
            ("revoked_token", "ingetrokken sleutel", "revoked token"),
            ("break_glass", "noodtoegang", "emergency access"),
            ("refused_answers", "geweigerde antwoorden", "refused answers"),
        )
    },
    # tokens
    "tokens_says": Text(
        "Met een sleutel kan andere software namens u bij deze praktijk. Nooit meer dan u zelf mag, en alles komt in het logboek.",
        "With a token other software can reach this practice for you. Never more than you may yourself, and all of it is logged.",
    ),
    "token_name": Text("Waarvoor", "What for"),
    "scopes": Text("Wat mag ermee", "What it may do"),
    "scope_identity": Text("zien wie de patiënten zijn", "see who the patients are"),
    "scope_read": Text("zien wat bekend is en gedaan", "see what is known and done"),
    "scope_write": Text("antwoorden en concepten toevoegen", "add answers and drafts"),
    "days": Text("Hoe lang", "How long"),
    "days_of": Text("{} dag|{} dagen", "{} day|{} days"),
    "make_token": Text("Sleutel maken", "Make token"),
    "token_table": Text("Sleutels die nu werken", "Tokens that work now"),
    "token_none": Text("Er zijn geen sleutels.", "There are no tokens."),
    "token_of": Text("Van wie", "Whose"),
    "token_used": Text("Laatst gebruikt", "Last used"),
    "token_never": Text("nooit", "never"),
    "token_made": Text("De sleutel is gemaakt", "The token was made"),
    "token_once": Text("Kopieer hem nu. Hij wordt niet nog een keer getoond.", "Copy it now. It will not be shown again."),
    "revoke": Text("Intrekken", "Revoke"),
    "revoke_title": Text("Een sleutel intrekken", "Revoke a token"),
    "revoked": Text("De sleutel werkt niet meer.", "The token no longer works."),
    # keeping
    "kept": Text("Dossiers die bewaard worden", "Records that are kept"),
    "kept_archived": Text("Daarvan gearchiveerd", "Of which archived"),
    "kept_destroyed": Text("Vernietigd", "Destroyed"),
    "kept_term": Text("Bewaartermijn", "Term of keeping"),
    "kept_years": Text(
        "{} jaar na de laatste wijziging; daarna vanzelf vernietigd", "{} years after the last change; then destroyed by itself"
    ),
    "kept_next": Text("Eerste dossier waarvan de termijn afloopt", "First record whose term ends"),
    "kept_log": Text("Logboek", "Access log"),
    "kept_log_years": Text("minstens 5 jaar", "at least 5 years"),
    "kept_copies": Text("Kopieën, en verhuizen naar een andere plek", "Copies, and moving house"),
    "kept_copies_says": Text(
        "Een reservekopie, een export van de hele praktijk en het inlezen daarvan doet wie de server beheert, met opdrachten. "
        "In de export staat alles wat medisch is. Daarom staat er hier geen knop voor. Ook de leiding ziet alleen wie zij behandelt.",
        "A backup, an export of the whole practice and reading it in are done by who runs the server, with commands. "
        "The export holds all that is medical. That is why there is no button for it here. The lead too sees only who they treat.",
    ),
    "kept_all": Text(
        "Een patiënt haalt het eigen dossier zelf op, onder “Mijn gegevens”.", "Patients download their own record themselves."
    ),
}
say = Sayer(SAID)
