"""The words of the self-check, in both languages."""

from wervel.logic.text import Text

SAID = {
    # the start
    "title": Text("Lage rugpijn: wat kun je doen?", "Low back pain: what can you do?"),
    "lead": Text(
        "Beantwoord een paar vragen. Daarna weet je of je iemand moet bellen, en wat je zelf kunt doen.",
        "Answer a few questions. Then you know whether to call somebody, and what you can do yourself.",
    ),
    "i_hurt": Text("Ik heb rugpijn", "I have back pain"),
    "i_hurt_says": Text("Een paar minuten, zonder account", "A few minutes, without an account"),
    "i_work": Text("Ik werk in de zorg of bij een club", "I work in care or at a club"),
    "i_work_says": Text("Inloggen voor praktijk of club", "Sign in for a practice or a club"),
    "life": Text("Is iemand in levensgevaar? Bel 112.", "Is somebody's life in danger? Call 112."),
    "kept_title": Text("Je hebt al iets ingevuld", "You have started already"),
    "kept_says": Text("Je gaf al {} antwoord.|Je gaf al {} antwoorden.", "You gave {} answer.|You gave {} answers."),
    "resume": Text("Ga verder waar je was", "Go on where you were"),
    "privacy": Text("Wat gebeurt er met mijn antwoorden?", "What happens to my answers?"),
    "privacy_1": Text(
        "Wij bewaren niets. Je antwoorden staan alleen in je eigen browser, versleuteld.",
        "We keep nothing. Your answers are only in your own browser, encrypted.",
    ),
    "privacy_2": Text(
        "Ze verdwijnen als je de browser sluit, na 12 uur, of als je op “{}” drukt. Soms bewaart een telefoon ze iets langer.",
        "They go when you close the browser, after 12 hours, or when you press “{}”. Sometimes a phone keeps them a little longer.",
    ),
    "privacy_3": Text(
        "Je kunt ze zelf bewaren als bestand. Dat kies je aan het eind.",
        "You can keep them yourself as a file. You choose that at the end.",
    ),
    # a question
    "number": Text("Vraag {}", "Question {}"),
    "left": Text(
        "Nog ongeveer {} vraag, soms meer.|Nog ongeveer {} vragen, soms meer.",
        "About {} question left, sometimes more.|About {} questions left, sometimes more.",
    ),
    "last": Text("Waarschijnlijk de laatste vraag.", "Probably the last question."),
    "why_asked": Text("Waarom vragen we dit?", "Why do we ask this?"),
    "why_alarm": Text("Met je antwoord vinden we dit, of sluiten we het uit:", "With your answer we find this, or rule it out:"),
    "why_may": Text("{}. Dan geldt: {} ({}).", "{}. Then: {} ({})."),
    "why_plan": Text(
        "Het antwoord helpt om het advies en de oefeningen te kiezen.", "The answer helps to choose the advice and the exercises."
    ),
    "in_guideline": Text("Lees dit na in de richtlijn", "Look this up in the guideline"),
    "impossible": Text(
        "Dat gaat niet samen met een eerder antwoord. {}. Kijk je antwoorden na.",
        "That does not go together with an earlier answer. {}. Check your answers.",
    ),
    "so_far": Text("Tot nu toe: {}", "So far: {}"),
    "see_again": Text("Lees dit nog eens", "Read this again"),
    "stop_here": Text("Stop en bekijk wat we nu weten", "Stop and see what is known now"),
    # as soon as it is urgent
    "now_title": Text("Doe dit eerst", "Do this first"),
    "call_112": Text("Bel 112", "Call 112"),
    "call_112_if": Text("Lukt het niet om er snel te komen? Bel 112", "If you cannot get there quickly, call 112"),
    "who_to_call": Text("Wie bel ik, en op welk nummer?", "Whom do I call, and on which number?"),
    "after_that": Text(
        "Er zijn nog vragen die dit advies kunnen veranderen. Hulp gaat voor.",
        "There are questions left that can change this advice. Getting help comes first.",
    ),
    "go_on_anyway": Text("Verder met de vragen", "On with the questions"),
    "whole_advice": Text("Bekijk je hele advies", "See your whole advice"),
    # check your answers
    "answers_title": Text("Klopt dit?", "Is this right?"),
    "answers_says": Text("Kijk je antwoorden na. Je kunt alles nog veranderen.", "Check your answers. You can still change everything."),
    "none": Text("geen van deze", "none of these"),
    "unsure": Text("weet ik niet", "I do not know"),
    "unsure_of": Text("twijfel: {}", "not sure: {}"),
    "show_advice": Text("Laat mijn advies zien", "Show my advice"),
    "not_all": Text(
        "Je bent er nog niet. Er is nog minstens één vraag die je advies kan veranderen.",
        "You are not there yet. There is at least one question left that can change your advice.",
    ),
    # the result
    "result_title": Text("Je advies", "Your advice"),
    "not_finished": Text("Nog niet alle vragen zijn beantwoord", "Not all questions are answered yet"),
    "not_finished_says": Text(
        "Zonder die antwoorden kan dit advies nog veranderen.", "Without those answers this advice can still change."
    ),
    "why_this": Text("Waarom dit advies?", "Why this advice?"),
    "more": Text("Meer voor je arts of fysiotherapeut", "More for your doctor or physiotherapist"),
    "exercises_title": Text("Oefeningen", "Exercises"),
    "exercises_says": Text(
        "Er past een oefenprogramma bij je antwoorden, met plaatjes.", "An exercise programme fits your answers, with pictures."
    ),
    "exercises_see": Text("Bekijk je oefeningen", "See your exercises"),
    "exercises_not": Text("Er is nu geen oefenprogramma voor jou alleen", "There is no exercise programme for you alone now"),
    "examined_first": Text(
        "Ga eerst naar een fysiotherapeut. Die kijkt je na en zegt dan wat je kunt doen.",
        "See a physiotherapist first, who checks you and then says what you can do.",
    ),
    "exercises_draft": Text(
        "Er past een programma bij je antwoorden. Laat eerst een fysiotherapeut of arts meekijken. Bewegen mag gewoon, zoals "
        "hierboven staat.",
        "A programme fits your answers. Have a physiotherapist or doctor look first. Moving is fine, as it says above.",
    ),
    "take_along": Text("Meenemen", "Take along"),
    "take_along_says": Text(
        "Print deze pagina, of bewaar het bestand hieronder. Laat het zien aan wie je onderzoekt.",
        "Print this page, or keep the file below. Show it to who examines you.",
    ),
    "physio": Text("Naar een fysiotherapeut", "To a physiotherapist"),
    "physio_says": Text(
        "Neem je antwoorden mee. Print deze pagina, of bewaar het bestand. Dan hoef je niet alles opnieuw te vertellen.",
        "Take your answers along. Print this page, or keep the file. Then you need not tell everything again.",
    ),
    "physio_finds": Text("Wat een onderzoek nog kan laten zien", "What an examination can still show"),
    "keep_title": Text("Bewaren of wissen", "Keep or erase"),
    "keep_says": Text(
        "Wij bewaren niets. Wil je later verder? Bewaar dan zelf je antwoorden.",
        "We keep nothing. If you want to go on later, keep your answers yourself.",
    ),
    "keep_along": Text(
        "Kreeg je een uitnodiging van een praktijk? Open die in deze browser. Dan kun je je antwoorden meenemen.",
        "Did a practice invite you? Open that in this browser. Then you can take your answers along.",
    ),
    "keep_record": Text("Naar mijn dossier", "To my record"),
    "keep_file": Text("Bewaar mijn antwoorden als bestand", "Keep my answers as a file"),
    "file_name": Text("wervel-antwoorden", "wervel-answers"),
    "see_answers": Text("Bekijk of wijzig mijn antwoorden", "See or change my answers"),
    "erase": Text("Wis mijn antwoorden", "Erase my answers"),
    "erased_title": Text("Je antwoorden zijn gewist", "Your answers are erased"),
    "erased_says": Text(
        "Er staat niets meer in deze browser. Een bestand dat je zelf bewaarde, staat nog op je eigen apparaat.",
        "Nothing is left in this browser. A file that you kept yourself is still on your own device.",
    ),
    "start_again": Text("Begin opnieuw", "Start again"),
    # exercises
    "your_exercises": Text("Je oefeningen", "Your exercises"),
    "to_advice": Text("Naar je advies", "To your advice"),
    "legend": Text(
        "In de plaatjes is rechts blauw en links rood met streepjes.", "In the pictures right is blue, and left is red with dashes."
    ),
    # nothing there
    "gone_title": Text("Je antwoorden zijn er niet meer", "Your answers are no longer here"),
    "gone_says": Text(
        "Ze blijven hoogstens 12 uur in je browser. Misschien sloot je de browser, of mag deze pagina geen cookies bewaren. Begin opnieuw.",
        "They stay in your browser for 12 hours at most. Perhaps you closed the browser, or this page may not keep cookies. Start again.",
    ),
    # whom to call
    "help_title": Text("Wie bel ik?", "Whom do I call?"),
    "help_112": Text("112", "112"),
    "help_112_says": Text(
        "Bel 112 als er nu meteen hulp moet komen. Dag en nacht.", "Call 112 when help has to come right now. Day and night."
    ),
    "help_gp": Text("Je huisarts", "Your GP"),
    "help_gp_says": Text(
        "Overdag op werkdagen. Zoek het nummer op de website van je huisarts. Zeg dat het haast heeft, of kies “spoed” in het keuzemenu.",
        "In the daytime on working days. Find the number on the website of your GP. Say that it is urgent, or choose “spoed” in the menu.",
    ),
    "help_post": Text("De huisartsenpost", "The out-of-hours GP service"),
    "help_post_says": Text(
        "'s Avonds, 's nachts, in het weekend en op feestdagen. Elke streek heeft een eigen nummer. Bel je huisarts: het "
        "antwoordapparaat noemt het nummer. Of zoek op “huisartsenpost” met je woonplaats. Bel altijd voordat je gaat.",
        "In the evening, at night, at weekends and on public holidays. Each region has its own number. Phone your GP: the "
        "answering machine tells you the number. Or search for “huisartsenpost” and the place where you live. Always phone "
        "before you go.",
    ),
    "help_netherlands": Text("Dit geldt in Nederland.", "This is how it works in the Netherlands."),
}
