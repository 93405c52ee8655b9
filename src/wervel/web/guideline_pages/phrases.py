"""The words around the pages of the guideline; what stands on them is told by the book."""

from wervel.logic.text import Text

SAID = {
    "title": Text("De richtlijn", "The guideline"),
    "lead": Text(
        "Alles wat Wervel weet en waarom: elke regel met zijn bron, de casussen waarop hij is beproefd en wat er bewezen is.",
        "All that Wervel knows and why: every rule with its source, the cases it was tried on and what was proven.",
    ),
    "search": Text("Zoeken", "Search"),
    "search_for": Text("Zoek in de richtlijn", "Search the guideline"),
    "search_hint": Text("Een of meer woorden, zoals: koorts, hernia, wandelen.", "One or more words, such as: fever, hernia, walking."),
    "search_title": Text("Zoeken in de richtlijn", "Searching the guideline"),
    "found": Text("{} gevonden voor “{}”", "{} found for “{}”"),
    "found_none": Text("Niets gevonden voor “{}”", "Nothing found for “{}”"),
    "found_none_says": Text(
        "Probeer een ander woord, of minder woorden. In de inhoud staat alles bij elkaar.",
        "Try another word, or fewer words. The contents list everything.",
    ),
    "contents": Text("Naar de inhoud", "To the contents"),
    "proof": Text("Bewijs", "Proof"),
}
