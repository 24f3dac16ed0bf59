"""Locks a PDF (ISO 32000-2, 7.6), a Word file ([MS-OFFCRYPTO] 2.3.4.10) and an OpenDocument text (part 2, 4.8)."""

from __future__ import annotations

import hashlib
import hmac
import re
import struct
import zlib
from base64 import b64encode
from functools import partial
from hashlib import pbkdf2_hmac, sha256, sha384, sha512
from pathlib import Path
from typing import NamedTuple

from tests.sources.locked.ciphers import aes_cbc, rc4
from tests.sources.pdfs import pdf_file
from tests.sources.samples import zipped

_MD5, _SHA1 = partial(hashlib.md5, usedforsecurity=False), partial(hashlib.sha1, usedforsecurity=False)
"""What these formats ask for."""
FOLDER = Path(__file__).parent
OPENS = "Mosul"
"""The password of all of them."""
TEXT = ["Iraqi forces edged closer to the outskirts of the city on Sunday,", "officials said, after weeks of fighting."]
"""What the PDF files say."""
_OWNER = b"owner"
_ID = bytes(range(16))
_ALLOWED = 0xFFFFFFFC
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_OBJECT = re.compile(rb"\n(\d+) 0 obj(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"/Length \d+>>stream\n(.*)\nendstream", re.DOTALL)
_STRING = re.compile(rb"\(([^()]*)\)")


class Lock(NamedTuple):
    """A way in which PDF files are locked: its version and revision, and the length of its key in bytes."""

    version: int
    revision: int
    length: int

    @property
    def is_aes(self) -> bool:
        return self.version >= 4


LOCKS = {"rc4-40": Lock(1, 2, 5), "rc4-128": Lock(2, 3, 16), "aes-128": Lock(4, 4, 16), "aes-256": Lock(5, 6, 32)}


def locked_pdf(raw: bytes, lock: Lock, password: str) -> bytes:
    """The same PDF, locked with an owner's password and a user's, which may be empty."""
    key, entries = (_new_key if lock.version == 5 else _old_key)(lock, password.encode())
    objects = [_locked_object(held[2], int(held[1]), key, lock) for held in _OBJECT.finditer(raw)]
    trailer = b"/Encrypt<</Filter/Standard/V %d/R %d/Length %d/P -4" % (lock.version, lock.revision, 8 * lock.length)
    if lock.is_aes:
        method = b"AESV3" if lock.version == 5 else b"AESV2"
        trailer += b"/StmF/StdCF/StrF/StdCF/CF<</StdCF<</AuthEvent/DocOpen/CFM/%s/Length %d>>>>" % (method, lock.length)
    trailer += b"".join(b"/%s<%s>" % (name.encode(), held.hex().encode()) for name, held in entries.items())
    return pdf_file(objects, trailer + b">>/ID[<%s><%s>]" % (_ID.hex().encode(), _ID.hex().encode()))


def _locked_object(held: bytes, number: int, key: bytes, lock: Lock) -> bytes:
    if lock.version < 5:
        salted = key + number.to_bytes(3, "little") + b"\0\0" + (b"sAlT" if lock.is_aes else b"")
        key = _MD5(salted).digest()[: min(len(key) + 5, 16)]

    def hidden(plain: bytes) -> bytes:
        return _ID + aes_cbc(key, _ID, plain, padded=True) if lock.is_aes else rc4(key, plain)

    stream = _STREAM.search(held)
    if stream:
        content = hidden(stream[1])
        return held[: stream.start()] + b"/Length %d>>stream\n%s\nendstream" % (len(content), content)
    return _STRING.sub(lambda said: b"<" + hidden(said[1]).hex().encode() + b">", held)


def _old_key(lock: Lock, user: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Algorithms 2 to 5: the key of the file, and what stands in its dictionary to check it by."""
    often, times = (50, 20) if lock.revision >= 3 else (0, 1)

    def digest(of: bytes) -> bytes:
        made = _MD5(of).digest()
        for _ in range(often):
            made = _MD5(made[: lock.length]).digest()
        return made[: lock.length]

    def over_and_over(key: bytes, plain: bytes) -> bytes:
        for at in range(times):
            plain = rc4(bytes(byte ^ at for byte in key), plain)
        return plain

    padded = (user + _PADDING)[:32]
    owner = over_and_over(digest((_OWNER + _PADDING)[:32]), padded)
    key = digest(padded + owner + struct.pack("<L", _ALLOWED) + _ID)
    checked = _PADDING if lock.revision == 2 else _MD5(_PADDING + _ID).digest()
    return key, {"O": owner, "U": over_and_over(key, checked).ljust(32, b"\0")}


def _new_key(_lock: Lock, user: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Algorithms 8 to 10: the same for a key of 256 bits."""
    key, salts = sha256(b"key").digest(), sha256(b"salts").digest()
    checked = _hash(user, salts[:8], b"") + salts[:16]
    owner = _hash(_OWNER, salts[16:24], checked) + salts[16:]
    perms = struct.pack("<LL", _ALLOWED, 0xFFFFFFFF) + b"Tadbrand"
    return key, {
        "U": checked,
        "UE": aes_cbc(_hash(user, salts[8:16], b""), bytes(16), key),
        "O": owner,
        "OE": aes_cbc(_hash(_OWNER, salts[24:], checked), bytes(16), key),
        "Perms": aes_cbc(key, bytes(16), perms),
    }


def _hash(password: bytes, salt: bytes, checked: bytes) -> bytes:
    """Algorithm 2.B."""
    made, last, at = sha256(password + salt + checked).digest(), 0, 0
    while at < 64 or last > at - 32:
        hidden = aes_cbc(made[:16], made[16:32], (password + made + checked) * 64)
        made, last, at = (sha256, sha384, sha512)[sum(hidden[:16]) % 3](hidden).digest(), hidden[-1], at + 1
    return made[:32]


_AGILE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" \
xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData saltSize="16" blockSize="16" keyBits="256" \
hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="{salt}"/>\
<dataIntegrity encryptedHmacKey="{hmac_key}" encryptedHmacValue="{hmac}"/>\
<keyEncryptors>\
<keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey \
spinCount="100000" saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" \
cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="{salt}" encryptedVerifierHashInput="{input}" \
encryptedVerifierHashValue="{value}" encryptedKeyValue="{key}"/></keyEncryptor></keyEncryptors></encryption>"""


def locked_word(raw: bytes, password: str) -> bytes:
    """The same Word file, locked as Word has done it since 2010, in the compound file that it wraps it in."""
    salt, key, spun = _ID, sha256(b"key").digest(), sha512(_ID + password.encode("utf-16-le")).digest()
    for at in range(100_000):
        spun = sha512(struct.pack("<L", at) + spun).digest()

    def hidden(block: str, plain: bytes) -> str:
        return b64encode(aes_cbc(sha512(spun + bytes.fromhex(block)).digest()[:32], salt, plain)).decode()

    def kept(block: bytes, plain: bytes) -> bytes:
        return aes_cbc(key, sha512(salt + block).digest()[:16], plain.ljust(-(-len(plain) // 16) * 16, b"\0"))

    parts = [raw[at : at + 4096] for at in range(0, len(raw), 4096)]
    package = struct.pack("<Q", len(raw)) + b"".join(kept(struct.pack("<L", at), part) for at, part in enumerate(parts))
    seal = hmac.digest(bytes(64), package, "sha512")
    info = _AGILE.format(
        salt=b64encode(salt).decode(),
        hmac_key=b64encode(kept(bytes.fromhex("5fb2ad010cb9e1f6"), bytes(64))).decode(),
        hmac=b64encode(kept(bytes.fromhex("a0677f02b22c8433"), seal)).decode(),
        input=hidden("fea7d2763b4b9e79", _ID),
        value=hidden("d7aa0f6d3061344e", sha512(_ID).digest()),
        key=hidden("146e0be7abacd0d6", key),
    )
    return _compound({"EncryptionInfo": struct.pack("<HHL", 4, 4, 0x40) + info.encode(), "EncryptedPackage": package})


def _compound(streams: dict[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) of sectors of 512 bytes; each stream is made so long that it needs no smaller ones."""
    end, free, none = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
    table, sectors, entries = [0xFFFFFFFD, end], b"", b""
    for at, (name, held) in enumerate(streams.items(), 1):
        long = held.ljust(max(4096, -(-len(held) // 512) * 512), b" " if name == "EncryptionInfo" else b"\0")
        first, count = len(table), len(long) // 512
        table += [*range(first + 1, first + count), end]
        sectors += long
        entries += _entry(name, 2, first, max(len(held), 4096), right=at + 1 if at < len(streams) else none)
    directory = (_entry("Root Entry", 5, end, 0, child=1) + entries).ljust(512, b"\0")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9L", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<L", 0)
    return header.ljust(512, b"\xff") + struct.pack("<128L", *table, *[free] * (128 - len(table))) + directory + sectors


def _entry(name: str, kind: int, first: int, size: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    held = name.encode("utf-16-le")
    return held.ljust(64, b"\0") + struct.pack("<HBB3L36xLQ", len(held) + 2, kind, 1, 0xFFFFFFFF, right, child, first, size)


_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
 <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
 <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="{size}">
  <manifest:encryption-data manifest:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k" \
manifest:checksum="{checksum}">
   <manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" \
manifest:initialisation-vector="{salt}"/>
   <manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:key-size="32" manifest:iteration-count="1000" \
manifest:salt="{salt}"/>
   <manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha1" \
manifest:key-size="20"/>
  </manifest:encryption-data>
 </manifest:file-entry>
</manifest:manifest>"""


def locked_odt(content: str, password: str) -> bytes:
    """An OpenDocument text of this content, locked as programs do it that write version 1.2."""
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(content.encode()) + packer.flush()
    key = pbkdf2_hmac("sha1", _SHA1(password.encode()).digest(), _ID, 1000, 32)
    told = {"size": len(content.encode()), "checksum": b64encode(sha256(packed[:1024]).digest()).decode()}
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": _MANIFEST.format(salt=b64encode(_ID).decode(), **told),
            "content.xml": aes_cbc(key, _ID, packed, padded=True),
        },
        stored=("mimetype", "content.xml"),
    )
