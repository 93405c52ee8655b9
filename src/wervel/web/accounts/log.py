"""Lines of the log. What people typed cannot begin a new one."""

import logging


class Line(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the name is Python's)
        return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in super().formatMessage(record))
