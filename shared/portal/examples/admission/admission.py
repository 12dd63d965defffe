"""Admits a sign-in on an assertion of the 2FA service. Needs `cryptography`."""

import base64
import json
import threading
import time
import urllib.request

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

LEEWAY = 10  # Seconds that this machine's clock may be off.
KEYS_MAX_AGE = 300
KEYS_COOL_DOWN = 30  # An invented key id does not make this call the service again before.


class Refused(Exception):
    """Not admitted. What else is raised (OSError) means that the keys could not be had: 503, and not spent."""


def _decode(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


class Admission:
    def __init__(self, issuer, audience):
        self.issuer, self.audience = issuer, audience
        self.keys, self.fetched = {}, 0.0
        self.used, self.lock = {}, threading.Lock()  # One process. With several servers: a conditional write.

    def _key(self, kid):
        age = time.monotonic() - self.fetched
        if not self.keys or age > KEYS_MAX_AGE or (kid not in self.keys and age > KEYS_COOL_DOWN):
            with urllib.request.urlopen(f"{self.issuer}/.well-known/jwks.json", timeout=5) as response:
                jwks = json.load(response)["keys"]
            number = lambda text: int.from_bytes(_decode(text), "big")
            self.keys = {
                key["kid"]: rsa.RSAPublicNumbers(number(key["e"]), number(key["n"])).public_key()
                for key in jwks
                if key["kty"] == "RSA"
            }
            self.fetched = time.monotonic()
        if kid not in self.keys:
            raise Refused("unknown key")
        return self.keys[kid]

    def _verified(self, assertion):
        try:
            head, body, signature = assertion.split(".")
            header, signature = json.loads(_decode(head)), _decode(signature)
            algorithm, kid = header["alg"], header["kid"]
        except (ValueError, KeyError, TypeError):
            raise Refused("no assertion") from None
        if algorithm != "RS256" or not isinstance(kid, str):
            raise Refused("another algorithm")
        try:
            self._key(kid).verify(signature, f"{head}.{body}".encode(), padding.PKCS1v15(), SHA256())
        except InvalidSignature:
            raise Refused("not signed by the service") from None
        return json.loads(_decode(body))

    def admit(self, assertion, sub, sid=None):
        """sub, and sid if there is one: of the access token, as the backend remembers them. Returns the claims."""
        claims = self._verified(assertion)
        if claims.get("iss") != self.issuer or claims.get("aud") != self.audience:
            raise Refused("not for this portal")
        if claims.get("exp", 0) + LEEWAY <= time.time():
            raise Refused("expired")
        if not sub or claims.get("sub") != sub or claims.get("sid") != sid:
            raise Refused("of another session")
        if claims.get("outcome") not in ("verified", "exempt", "skipped") or not claims.get("jti"):
            raise Refused("no outcome")
        with self.lock:  # Last, so that a refused try does not spend it.
            self.used = {jti: until for jti, until in self.used.items() if until > time.time()}
            if claims["jti"] in self.used:
                raise Refused("used before")
            self.used[claims["jti"]] = claims["exp"] + LEEWAY
        return claims
