"""Somebody with a browser: a connection that is kept, cookies, and forms. Light, because it shares the machine with the server."""

import base64
import hashlib
import hmac
import re
import struct
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

PERIOD = 30
"""Seconds for which a code of an app is good."""
KEPT_S = 1
"""The server closes a connection that was silent for two seconds."""
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    status: int
    kind: str
    location: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = dict(cookies or {})
        self.asked = 0.0

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self._ask("POST", path, urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the form that changes something: the one that is not for the language."""
        page = self.get(path).text
        main = page[page.index("<main") : page.index("</main>")]
        return dict(FIELD.findall(main))

    def sign_in(self, email: str, password: str, secret: str) -> None:
        """`secret`: of the app that gives codes; a patient has none."""
        where = self.post("/account/login/", {**self.form("/account/login/"), "login": email, "password": password}).location
        if secret:
            where = self.post(where, {**self.form(where), "code": code(secret)}).location
        assert "session" in self.cookies, f"{email}: not signed in, sent to {where}"

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        if time.monotonic() - self.asked > KEPT_S:
            self.connection.close()  # the next request opens it again
        self.asked = time.monotonic()
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {"Cookie": cookie, **headers})
        response = self.connection.getresponse()
        answer = Answer(response.status, response.getheader("Content-Type", ""), response.getheader("Location", ""), response.read())
        for one in response.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: kept.value for name, kept in SimpleCookie(one).items()}
        return answer


def code(secret: str) -> str:
    """The code of this moment (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mark = hmac.digest(key, struct.pack(">Q", int(time.time()) // PERIOD), hashlib.sha1)
    start = mark[-1] & 15
    return f"{(struct.unpack('>I', mark[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
