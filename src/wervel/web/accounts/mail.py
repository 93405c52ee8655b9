"""Mail while no server is set: a file in the outbox, and a line on the console for who tries it out."""

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

logger = logging.getLogger("wervel.mail")


class Outbox(EmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            logger.info("mail to %s: %s | %s", ", ".join(message.to), message.subject, " ".join(str(message.body).split()))
        return super().send_messages(email_messages) or 0
