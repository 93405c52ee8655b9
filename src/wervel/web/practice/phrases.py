"""The words of invitations and of practice pages."""

from wervel.logic.text import Text
from wervel.web.look.saying import Sayer

SAID = {
    "invited_subject": Text("Uitnodiging van {}", "Invitation from {}"),
    "invited_patient": Text(
        "Hallo,\n\n{} nodigt je uit voor Wervel. Daar vul je vragen in over je rug, zie je je oefeningen en houd je bij hoe het gaat.\n\n"
        "Maak je account via deze link. De link werkt tot en met {}.\n\n{}\n\nKen je deze praktijk niet? Dan hoef je niets te doen.",
        "Hello,\n\n{} invites you to Wervel. There you answer questions about your back, see your exercises and note how it is going.\n\n"
        "Make your account with this link. It works until {}.\n\n{}\n\nDo you not know this practice? Then there is nothing to do.",
    ),
    "invited_member": Text(
        "Hallo,\n\n{} nodigt u uit om met Wervel te werken.\n\nMaak uw account via deze link. De link werkt tot en met {}. Daarna stelt u "
        "een tweede stap in voor het inloggen.\n\n{}\n\nKent u deze praktijk niet? Dan hoeft u niets te doen.",
        "Hello,\n\n{} invites you to work with Wervel.\n\nMake your account with this link. It works until {}. After that you set up a "
        "second step for signing in.\n\n{}\n\nDo you not know this practice? Then there is nothing to do.",
    ),
}
say = Sayer(SAID)
