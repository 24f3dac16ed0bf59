"""RC4, AES (FIPS 197) and ZIP's own cipher, as slow as they are short: only to make files that are really encrypted."""

from __future__ import annotations

import zlib


def rc4(key: bytes, plain: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    made, i, j = bytearray(), 0, 0
    for byte in plain:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        made.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(made)


def aes_cbc(key: bytes, start: bytes, plain: bytes, *, padded: bool = False) -> bytes:
    """Encrypt whole blocks, each mixed with the one before. padded: as PKCS 7 does, up to the next whole block."""
    if padded:
        plain += bytes([16 - len(plain) % 16]) * (16 - len(plain) % 16)
    keys, made, last = _round_keys(key), [], start
    for at in range(0, len(plain), 16):
        last = _block(keys, bytes(a ^ b for a, b in zip(plain[at : at + 16], last, strict=True)))
        made.append(last)
    return b"".join(made)


def zip_cipher(password: bytes, plain: bytes) -> bytes:
    """Encrypt as ZIP has always done (APPNOTE.TXT, section 6.1)."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def take(byte: int) -> None:
        keys[0] = _crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc(keys[2], keys[1] >> 24)

    for byte in password:
        take(byte)
    made = bytearray()
    for byte in plain:
        mixed = (keys[2] | 2) & 0xFFFF
        made.append(byte ^ (((mixed * (mixed ^ 1)) >> 8) & 0xFF))
        take(byte)
    return bytes(made)


def _crc(crc: int, byte: int) -> int:
    return (zlib.crc32(bytes([byte]), crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF) & 0xFFFFFFFF


def _twice(byte: int) -> int:
    return ((byte << 1) ^ (0x11B if byte & 0x80 else 0)) & 0xFF


def _boxes() -> bytes:
    box, p, q = bytearray(256), 1, 1
    box[0] = 0x63
    while True:
        p ^= _twice(p)
        for shift in (1, 2, 4):
            q ^= (q << shift) & 0xFF
        q ^= 0x09 if q & 0x80 else 0
        turned = (q << 8 | q) & 0xFFFF
        box[p] = (q ^ turned >> 7 ^ turned >> 6 ^ turned >> 5 ^ turned >> 4) & 0xFF ^ 0x63
        if p == 1:
            return bytes(box)


_BOX = _boxes()
_ROWS = [(5 * at) % 16 for at in range(16)]
"""Which byte of a block comes to stand where, when its rows are shifted."""


def _round_keys(key: bytes) -> list[bytes]:
    words, constant = [key[at : at + 4] for at in range(0, len(key), 4)], 1
    size = len(words)
    for at in range(size, 4 * (size + 7)):
        word = words[-1]
        if at % size == 0:
            word = bytes([_BOX[word[1]] ^ constant, *(_BOX[word[of]] for of in (2, 3, 0))])
            constant = _twice(constant)
        elif size == 8 and at % size == 4:
            word = bytes(_BOX[byte] for byte in word)
        words.append(bytes(a ^ b for a, b in zip(words[at - size], word, strict=True)))
    return [b"".join(words[at : at + 4]) for at in range(0, len(words), 4)]


def _block(keys: list[bytes], plain: bytes) -> bytes:
    state = [a ^ b for a, b in zip(plain, keys[0], strict=True)]
    for at, key in enumerate(keys[1:], 1):
        state = [_BOX[state[row]] for row in _ROWS]
        if at < len(keys) - 1:
            mixed: list[int] = []
            for column in range(0, 16, 4):
                a, b, c, d = state[column : column + 4]
                every = a ^ b ^ c ^ d
                mixed += (x ^ every ^ _twice(x ^ y) for x, y in ((a, b), (b, c), (c, d), (d, a)))
            state = mixed
        state = [a ^ b for a, b in zip(state, key, strict=True)]
    return bytes(state)
