"""The settings of the app with a data folder of its own, which goes when the tests end."""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="wervel-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["WERVEL_DATA"] = FOLDER

from wervel.web import folder  # noqa: E402 (the folder must be named first)

folder.prepare()
(folder.data() / folder.STATIC).mkdir(exist_ok=True)

from wervel.web.settings import *  # noqa: E402, F403
from wervel.web.settings import DATABASES  # noqa: E402

if "DATABASE_URL" not in os.environ:
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER}/test.sqlite3"}  # a file: in memory there is no queue, and no log to write ahead
ALLOWED_HOSTS = ["*"]
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
