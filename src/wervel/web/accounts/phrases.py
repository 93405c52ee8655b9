"""The words around accounts."""

from wervel.logic.text import Text
from wervel.web.look.saying import Sayer

SAID = {
    "invitation": Text("Uitnodiging van {}", "Invitation from {}"),
    "invitation_patient": Text(
        "Maak een account. Daarna vul je vragen in over je rug en zie je je oefeningen. Je account hoort bij dit adres: {}.",
        "Make an account. Then you answer questions about your back and see your exercises. Your account belongs to this address: {}.",
    ),
    "invitation_member": Text(
        "Maak een account om met Wervel te werken. Daarna stelt u een tweede stap in voor het inloggen. Uw account hoort bij: {}.",
        "Make an account to work with Wervel. After that you set up a second step for signing in. Your account belongs to: {}.",
    ),
    "invitation_known": Text("Je bent ingelogd als {}. Wil je deze uitnodiging met dit account gebruiken?",
                             "You are signed in as {}. Do you want to use this invitation with this account?"),
    "invitation_sign_in": Text("Heb je al een account met dit adres? Log dan eerst in.",
                               "Do you have an account with this address? Then sign in first."),
    "invitation_over": Text("Deze link werkt niet meer", "This link no longer works"),
    "invitation_over_says": Text("Een link werkt één keer, en 14 dagen lang. Vraag je praktijk om een nieuwe.",
                                 "A link works once, and for 14 days. Ask your practice for a new one."),
    "too_many": Text("Te vaak geprobeerd", "Too many attempts"),
    "too_many_says": Text("Wacht 5 minuten en probeer het dan nog eens. Inloggen met een code per mail of met een toegangssleutel kan ook.",
                          "Wait 5 minutes and try again. You can also sign in with a code by mail or with a passkey."),
    "name": Text("Naam", "Name"),
    "password": Text("Wachtwoord", "Password"),
    "password_hint": Text("Minstens 12 tekens. Een paar woorden achter elkaar mag ook.",
                          "At least 12 characters. A few words in a row is fine too."),
    "use": Text("Account maken", "Make the account"),
    "accept": Text("Uitnodiging gebruiken", "Use the invitation"),
    "needed": Text("Vul dit in.", "Fill this in."),
}  # fmt: skip
say = Sayer(SAID)
