"""`wervel manage new_master_key`."""

from typing import Any

from cryptography.fernet import Fernet
from django.core.management.base import BaseCommand
from django.db import transaction

from wervel.web import folder
from wervel.web.practice import vault
from wervel.web.practice.models import Invitation, PatientKey


class Command(BaseCommand):
    help = "Puts a new master key first and wraps all keys of records with it. The old line stays until you remove it after a backup."

    def handle(self, *args: Any, **options: Any) -> None:
        from allauth.mfa.models import Authenticator  # noqa: PLC0415 (as in second_factor)

        folder.add_master(Fernet.generate_key().decode())
        with transaction.atomic():
            for key in PatientKey.objects.select_for_update():
                key.wrapped = vault.rewrap(bytes(key.wrapped))
                key.save(update_fields=["wrapped"])
            for one in Invitation.objects.select_for_update():
                one.sealed = vault.rewrap(bytes(one.sealed))
                one.save(update_fields=["sealed"])
            for factor in Authenticator.objects.select_for_update():
                for name in ("secret", "seed"):
                    if name in factor.data:
                        factor.data[name] = vault.rewrap(factor.data[name].encode()).decode()
                factor.save(update_fields=["data"])
        self.stdout.write(f"{PatientKey.objects.count()} keys wrapped anew; make a backup, then remove the last line of {folder.MASTER}")
