"""Icons drawn for 24 by 24: lines that take the colour of the words beside them, and a shape for each signal, which no other has."""

LINES = {
    "back": "M15 5 8 12l7 7",
    "next": "m9 5 7 7-7 7",
    "phone": "M6.5 3.5h3l1.5 4-2 1.5a12 12 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2.2 2A17.5 17.5 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z",
    "check": "m5 12.5 4.5 4.5L19 7.5",
    "print": "M7 9V4h10v5M7 18H4v-8h16v8h-3M7 14.5h10V21H7z",
    "keep": "M12 4v11m-5-4.5 5 5 5-5M4.5 20h15",
    "erase": "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5.5m3-5.5v5.5",
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7.5 8.5a7.5 7.5 0 0 1 15 0",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zm0-14v5l3.5 2",
    "lock": "M6 11h12v9.5H6zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
    "question": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zm-2.6-11.5a2.6 2.6 0 1 1 3.6 2.4c-.7.3-1 .8-1 1.6m0 2.7v.3",
    "calendar": "M4 6h16v14H4zm0 4.5h16M8.5 3.5V8m7-4.5V8",
    "message": "M4 5h16v11H10l-4.5 4v-4H4z",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zm4.8-1.7L20.5 20.5",
    "plus": "M12 5v14M5 12h14",
    "flare": "M12 3v5m0 8v5m-9-9h5m8 0h5M6 6l3 3m6 6 3 3M18 6l-3 3m-6 6-3 3",
}

CIRCLE = "M12 1.5a10.5 10.5 0 1 0 0 21 10.5 10.5 0 0 0 0-21z"
SHAPES = {
    "calm": (CIRCLE, "m7 12.5 3.5 3.5L17 9"),
    "info": (CIRCLE, "M12 11v6m0-10.2v.4"),
    "soon": ("M4 2h16a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2z", "M12 6.5V12l3.5 2"),
    "warn": ("M12 1.5 23 21.5H1z", "M12 9v6m0 3.1v.3"),
    "today": ("M12 .8 23.2 12 12 23.2.8 12z", "M12 6.5v7m0 3.6v.3"),
    "alarm": ("M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z", "M12 5.5v8m0 4v.3"),
}
"""The outline, filled, and what stands in it."""

TONES = {"none": "calm", "inform": "info", "soon": "soon", "urgent": "warn", "same_day": "today", "emergency": "alarm"}
"""The sign of each urgency."""
