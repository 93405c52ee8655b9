"""The words of the club, in both languages. Nothing that the staff read says anything of health."""

from wervel.logic.text import Text
from wervel.web.look.saying import Sayer

SAID = {
    # squads
    "squads": Text("Teams", "Squads"),
    "no_squads": Text("Er zijn nog geen teams", "There are no squads yet"),
    "no_squads_says": Text("Maak eerst een team. Nodig daarna de spelers uit.", "Make a squad first. Then ask the players."),
    "new_squad": Text("Nieuw team", "New squad"),
    "settings": Text("Team wijzigen", "Change the squad"),
    "save": Text("Bewaren", "Save"),
    "field_name": Text("Naam", "Name"),
    "field_training_days": Text("Trainingsdagen", "Training days"),
    "field_match_days": Text("Wedstrijddagen", "Match days"),
    "field_minutes": Text("Minuten per training", "Minutes of a training"),
    "field_equipment": Text("Wat het team bij de hand heeft", "What the team has at hand"),
    "needed": Text("Vul dit in.", "Fill this in."),
    "wrong_name": Text("Vul een naam in.", "Fill in a name."),
    "wrong_training_days": Text("Kies ten minste één trainingsdag.", "Choose at least one training day."),
    "wrong_match_days": Text(
        "Een dag is een trainingsdag of een wedstrijddag. Kies een van de twee.", "A day is for training or for a match. Choose one."
    ),
    "wrong_born": Text("Kies een dag in het verleden.", "Choose a day in the past."),
    "wrong_email": Text("Vul een e-mailadres in, zoals naam@example.org.", "Fill in an e-mail address, such as name@example.org."),
    # who joins
    "tab_players": Text("Wie doet mee", "Who joins"),
    "tab_session": Text("Samen oefenen", "Exercise together"),
    "tab_roster": Text("Spelerslijst", "List of players"),
    "tab_settings": Text("Instellingen", "Settings"),
    "who_joins": Text("Wie doet vandaag mee", "Who joins today"),
    "who_joins_says": Text(
        "Je ziet alleen wat een speler met het team deelt. Waarom iemand niet meedoet, staat hier niet.",
        "You see only what a player shares with the team. Why somebody does not join is not shown here.",
    ),
    "keeper_says": Text(
        "Jij houdt de spelerslijst bij. Wie er meedoet, zien de coach en de fysiotherapeut van de club.",
        "You keep the list of players. Who joins is for the coach and the physiotherapist of the club.",
    ),
    "players_count": Text(
        "{} speler doet mee met Wervel.|{} spelers doen mee met Wervel.", "{} player uses Wervel.|{} players use Wervel."
    ),
    "nobody": Text("Er zijn nog geen spelers", "There are no players yet"),
    "nobody_says": Text("Spelers staan hier zodra ze ja hebben gezegd.", "Players are listed here as soon as they have said yes."),
    "waiting": Text(
        "{} speler heeft nog geen antwoord gegeven.|{} spelers hebben nog geen antwoord gegeven.",
        "{} player has not answered yet.|{} players have not answered yet.",
    ),
    "is_all": Text("Doet alles mee", "Joins in everything"),
    "is_part": Text("Doet een deel mee", "Joins in part"),
    "is_none": Text("Doet nu niet mee", "Does not join now"),
    "is_open": Text("Nog niet ingevuld", "Not filled in yet"),
    "is_unshared": Text("Niet gedeeld", "Not shared"),
    "on_the_field": Text("Op het veld: {}.", "On the field: {}."),
    "up_to": Text("{} tot {} minuten", "{} up to {} minutes"),
    "not_yet": Text("Nog niet: {}.", "Not yet: {}."),
    "only_exercises": Text("Op het veld nog niets. Wel de oefeningen.", "Nothing on the field yet. The exercises are fine."),
    "together": Text("Bij het samen oefenen: {}.", "When you exercise together: {}."),
    "instead": Text("in plaats van “{}” doe “{}”", "instead of “{}” do “{}”"),
    "leave_out": Text("sla “{}” over", "leave out “{}”"),
    "flicks": Text("Sleeppushes vandaag: {} hooguit.", "Drag flicks today: {} at most."),
    "more_of": Text("Meer over {}", "More about {}"),
    "for_part": Text("Voor: {}.", "For: {}."),
    "exercises": Text("De oefeningen", "The exercises"),
    # the list of players
    "roster": Text("Spelerslijst", "List of players"),
    "roster_says": Text(
        "Een speler krijgt een e-mail en kiest zelf: ja of nee. Wie jonger is dan 16, heeft ook het ja van een ouder nodig.",
        "A player gets an e-mail and chooses: yes or no. Who is under 16 needs the yes of a parent as well.",
    ),
    "ask_player": Text("Speler uitnodigen", "Ask a player"),
    "ask_do": Text("Uitnodigen", "Ask"),
    "field_born": Text("Geboortedatum", "Day of birth"),
    "field_email": Text("E-mailadres", "E-mail address"),
    "asked": Text("{} krijgt een e-mail.", "{} gets an e-mail."),
    "plays": Text("doet mee", "plays"),
    "waits_player": Text("nog geen antwoord", "no answer yet"),
    "waits_parent": Text("wacht op een ouder", "waits for a parent"),
    "remove": Text("Van de lijst", "Take off the list"),
    "removed": Text("{} staat niet meer op de lijst.", "{} is no longer on the list."),
    # one player, for the physiotherapist
    "reasons_title": Text("Waarom", "Why"),
    "reasons_not": Text("De redenen deelt deze speler niet met de club.", "This player does not share reasons with the club."),
    "load_title": Text("Belasting per keer", "Load of each session"),
    "load_not": Text("De belasting deelt deze speler niet met de club.", "This player does not share the load with the club."),
    "load_none": Text("Er is nog niets ingevuld.", "Nothing was filled in yet."),
    "load_says": Text("Belasting is de zwaarte maal de minuten.", "Load is effort times minutes."),
    "weeks_title": Text("Wat de speler over de weken zei", "What the player said about the weeks"),
    "day": Text("Dag", "Day"),
    "field_kind": Text("Soort", "Kind"),
    "minutes": Text("Minuten", "Minutes"),
    "effort": Text("Zwaarte", "Effort"),
    "load": Text("Belasting", "Load"),
    # a player's own team
    "my_team": Text("Mijn team", "My team"),
    "my_clubs": Text("Mijn clubs", "My clubs"),
    "team_of": Text("{} van {}", "{} of {}"),
    "asks_you": Text("{} van {} vraagt je erbij", "{} of {} asks you to join"),
    "asks_says": Text(
        "Je mag ja of nee zeggen. Zeg je ja, dan vul je elke week kort in hoe het gaat. Jij kiest wat de club daarvan ziet. Dat kun je "
        "elke dag veranderen. Je coach ziet nooit wat je hebt of wat je invult.",
        "You may say yes or no. If you say yes, you fill in briefly each week how it goes. You choose what the club sees of it. You can "
        "change that any day. Your coach never sees what you have or what you fill in.",
    ),
    "field_shares": Text("Wat wil je delen?", "What do you want to share?"),
    "join": Text("Ja, ik doe mee", "Yes, I join"),
    "refuse": Text("Nee, ik doe niet mee", "No, I do not join"),
    "share_availability": Text("Of ik meedoe: alles, een deel of niet", "Whether I join: in everything, in part or not"),
    "share_avoid": Text("Wat ik wel en niet meedoe", "What I do and do not join in"),
    "share_load": Text("Hoeveel en hoe zwaar ik sport", "How much and how hard I train"),
    "share_reasons": Text("Waarom: wat er met mijn rug is", "Why: what is the matter with my back"),
    "seen_availability": Text(
        "De coach en de fysiotherapeut van de club zien dit.", "The coach and the physiotherapist of the club see this."
    ),
    "seen_avoid": Text("De coach en de fysiotherapeut van de club zien dit.", "The coach and the physiotherapist of the club see this."),
    "seen_load": Text("Alleen de fysiotherapeut van de club ziet dit.", "Only the physiotherapist of the club sees this."),
    "seen_reasons": Text("Alleen de fysiotherapeut van de club ziet dit.", "Only the physiotherapist of the club sees this."),
    "sharing": Text("Wat je deelt", "What you share"),
    "shared": Text("je deelt dit", "you share this"),
    "not_shared": Text("je deelt dit niet", "you do not share this"),
    "share_do": Text("Delen", "Share"),
    "withdraw_do": Text("Stop met delen", "Stop sharing"),
    "parent_title": Text("Een ouder zegt ook ja", "A parent says yes too"),
    "parent_says": Text(
        "Je bent jonger dan 16. Vul het e-mailadres van een ouder in. Die krijgt een link om ja of nee te zeggen. We bewaren het niet.",
        "You are under 16. Fill in the e-mail address of a parent. They get a link to say yes or no. We do not keep the address.",
    ),
    "field_parent": Text("E-mailadres van je ouder", "E-mail address of your parent"),
    "wrong_parent": Text("Vul het adres van je ouder in, niet dat van jou.", "Fill in the address of your parent, not your own."),
    "send": Text("Versturen", "Send"),
    "parent_asked": Text("Je ouder krijgt een e-mail.", "Your parent gets an e-mail."),
    "today_title": Text("Zo sta je er vandaag voor", "How you stand today"),
    "still_needed": Text("Wat nog nodig is voor meer: {}", "What is still needed for more: {}"),
    "today_says": Text(
        "Dit rekenen we uit met wat jij en je fysiotherapeut invullen.", "We work this out from what you and your physiotherapist fill in."
    ),
    "out_title": Text("Wacht nog even met sporten", "Wait a little with sport"),
    "out_says": Text(
        "Er is nog iets dat iemand eerst moet weten of bekijken. Wat je nu doet, staat hieronder.",
        "There is something that somebody has to know or look at first. What to do now is below.",
    ),
    "out_record": Text("Kijk wat je nu doet", "See what to do now"),
    "out_check": Text("Doe de zelftest", "Do the self-check"),
    "out_call": Text("Wie bel je wanneer?", "Whom do you call, and when?"),
    "note_session": Text("Training of wedstrijd invullen", "Note a training or match"),
    "note_week": Text("Vul je week in", "Fill in your week"),
    "note_week_again": Text("Vul je week opnieuw in", "Fill in your week again"),
    "leave": Text("Stop met dit team", "Leave this squad"),
    "leave_says": Text("De club ziet dan niets meer van je.", "The club then sees nothing of you any more."),
    "left": Text("Je doet niet meer mee met {}.", "You are no longer part of {}."),
    "looks_title": Text("Wie heeft er gekeken?", "Who looked?"),
    "looks_last": Text("De laatste keren", "The last times"),
    "looks_none": Text("Niemand heeft gekeken.", "Nobody looked."),
    "kept_all": Text("Alles wat de club van je bewaart", "Everything the club keeps about you"),
    "looks_all": Text("Alles zien", "See everything"),
    "when": Text("Wanneer", "When"),
    "who": Text("Wie", "Who"),
    "what": Text("Wat", "What"),
    "somebody": Text("iemand", "somebody"),
    "role_coach": Text("coach", "coach"),
    "role_club_physio": Text("fysiotherapeut van de club", "physiotherapist of the club"),
    "role_lead": Text("leiding", "lead"),
    "role_administrator": Text("administratie", "administration"),
    "role_parent": Text("ouder", "parent"),
    "did_read": Text("bekeek wat je deelt", "looked at what you share"),
    "did_write": Text("schreef iets op", "wrote something down"),
    "did_denied": Text("wilde iets zien en mocht dat niet", "wanted to see something and may not"),
    # check-ins
    "session_title": Text("Hoe was je training of wedstrijd?", "How was your training or match?"),
    "week_title": Text("Hoe was je week?", "How was your week?"),
    "week_says": Text("Het gaat over je rug, in de laatste zeven dagen.", "This is about your back, in the last seven days."),
    "morning_title": Text("De ochtend na het sporten", "The morning after sport"),
    "on_day": Text("Wanneer was het?", "When was it?"),
    "ask_kind": Text("Wat heb je gedaan?", "What did you do?"),
    "ask_minutes": Text("Hoeveel minuten duurde het?", "How many minutes did it take?"),
    "ask_effort": Text(
        "Hoe zwaar was het, van 0 (rust) tot 10 (zo zwaar als kan)?", "How hard was it, from 0 (rest) to 10 (as hard as can be)?"
    ),
    "ask_pain_before": Text("Hoeveel pijn had je ervoor, van 0 tot 10?", "How much pain did you have before it, from 0 to 10?"),
    "ask_pain_during": Text(
        "Hoeveel pijn had je hooguit tijdens het sporten, van 0 tot 10?", "How much pain did you have at most during it, from 0 to 10?"
    ),
    "ask_pain_next_morning": Text("Hoeveel pijn heb je vanochtend, van 0 tot 10?", "How much pain do you have this morning, from 0 to 10?"),
    "ask_held_back": Text(
        "Deed je minder door je rug, bij training of wedstrijd?", "Did your back make you do less, in training or matches?"
    ),
    "held_not": Text("Nee, ik deed alles wat ik wilde", "No, I did everything I wanted"),
    "held_bit": Text("Ja, een beetje minder", "Yes, a little less"),
    "held_much": Text("Ja, veel minder", "Yes, much less"),
    "held_out": Text("Ja, ik kon niet meedoen", "Yes, I could not join"),
    "held_unknown": Text("Niet gezegd", "Not said"),
    "short_effort": Text("zwaarte", "effort"),
    "short_pain_before": Text("pijn ervoor", "pain before"),
    "short_pain_during": Text("pijn tijdens", "pain during"),
    "short_pain_next_morning": Text("pijn de ochtend erna", "pain the next morning"),
    "noted": Text("Het is bewaard.", "It was saved."),
    # a parent
    "parent_subject": Text("Mag je kind meedoen? Een vraag van {}", "May your child join? A question from {}"),
    "parent_mail": Text(
        "Hallo,\n\n{} wil met {} van {} meedoen in Wervel. Wie jonger is dan 16, heeft daarvoor ook het ja van een ouder nodig.\n\n"
        "Lees wat dat betekent en zeg ja of nee via deze link. U kunt later met dezelfde link alsnog nee zeggen.\n\n{}",
        "Hello,\n\n{} wants to join in Wervel with {} of {}. Who is under 16 needs the yes of a parent as well.\n\n"
        "Read what that means and say yes or no with this link. With the same link you can still say no later.\n\n{}",
    ),
    "parent_page": Text("Mag {} meedoen met {} van {}?", "May {} join {} of {}?"),
    "parent_means": Text(
        "Uw kind vult elke week kort in hoe het gaat met de rug. Uw kind kiest wat de club daarvan ziet; in het begin is dat niets. De "
        "coach ziet hooguit of uw kind meedoet en wat het beter laat, en nooit waarom.",
        "Your child fills in briefly each week how the back is. Your child chooses what the club sees of it; at first that is nothing. The "
        "coach sees at most whether your child joins and what to leave alone, and never why.",
    ),
    "parent_yes": Text("Ja, dat mag", "Yes"),
    "parent_no": Text("Nee, dat mag niet", "No"),
    "parent_done_yes": Text("Dank u. Uw kind kan meedoen.", "Thank you. Your child can join."),
    "parent_done_no": Text("Dank u. Uw kind doet niet mee.", "Thank you. Your child does not join."),
    # the way back to play
    "step_title": Text("Terug naar spelen", "Back to play"),
    "step_says": Text(
        "De regels doen een voorstel. U beslist. De speler doet mee tot en met de stap die u hier vastlegt.",
        "The rules make a proposal. You decide. The player joins up to the step that you record here.",
    ),
    "field_step": Text("De stap vanaf vandaag", "The step from today on"),
    "field_endurance": Text("Uithouding van de romp, in procenten van het doel", "Endurance of the trunk, in percent of the target"),
    "step_kept": Text("De stap is vastgelegd.", "The step was recorded."),
    "step_none": Text("Er loopt nu geen klacht", "There is no complaint under care now"),
    "step_none_says": Text(
        "Begin eerst een klacht in het dossier. Daarna kunt u hier een stap vastleggen.",
        "Begin a complaint in the record first. Then you can record a step here.",
    ),
    "to_record": Text("Naar het dossier", "To the record"),
}
say = Sayer(SAID)
