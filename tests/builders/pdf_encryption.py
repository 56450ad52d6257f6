"""PDF files with a password, by the standard security handler of ISO 32000-1, 7.6."""

from __future__ import annotations

import hashlib

from tests.builders.pdf import PdfFile

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = bytes(range(16))
_PERMISSIONS = -44
_HEADS = {
    "rc4-40": (5, 2, "/V 1 /R 2"),
    "rc4-128": (16, 3, "/V 2 /R 3 /Length 128"),
    "aes-128": (16, 4, "/V 4 /R 4 /Length 128 /StmF /StdCF /StrF /StdCF /CF << /StdCF << /CFM /AESV2 /Length 16 >> >>"),
}
"""By method: the length of the key in bytes, the revision, and the entries of the dictionary."""


def encrypted(file: PdfFile, method: str, *, user: bytes, owner: bytes = b"owner") -> bytes:
    """A file whose streams are encrypted; it must have no strings. `method`: rc4-40, rc4-128 or aes-128. `user`: the password
    that opens it, empty for none."""
    size, revision, head = _HEADS[method]
    owner_entry = _owner_entry(user, owner, size, revision)
    key = _key(user, owner_entry, size, revision)
    for number, source in file.objects.items():
        if b"\nstream\n" in source:
            file.objects[number] = _encrypted_stream(number, source, key, method)
    entries = f"/Filter /Standard {head} /P {_PERMISSIONS} /O <{owner_entry.hex()}> /U <{_user_entry(key, revision).hex()}>"
    file.trailer = f"/Encrypt << {entries} >> /ID [<{_ID.hex()}> <{_ID.hex()}>]"
    return file.bytes()


def _key(user: bytes, owner_entry: bytes, size: int, revision: int) -> bytes:
    """Algorithm 2."""
    permissions = (_PERMISSIONS & 0xFFFFFFFF).to_bytes(4, "little")
    key = hashlib.md5(_padded(user) + owner_entry + permissions + _ID).digest()
    for _ in range(50 if revision > 2 else 0):
        key = hashlib.md5(key[:size]).digest()
    return key[:size]


def _owner_entry(user: bytes, owner: bytes, size: int, revision: int) -> bytes:
    """Algorithm 3."""
    key = hashlib.md5(_padded(owner)).digest()
    for _ in range(50 if revision > 2 else 0):
        key = hashlib.md5(key).digest()
    return _rounds(_padded(user), key[:size], revision)


def _user_entry(key: bytes, revision: int) -> bytes:
    """Algorithms 4 and 5."""
    if revision == 2:
        return _rc4(key, _PADDING)
    return _rounds(hashlib.md5(_PADDING + _ID).digest(), key, revision) + bytes(16)


def _rounds(data: bytes, key: bytes, revision: int) -> bytes:
    for count in range(20 if revision > 2 else 1):
        data = _rc4(bytes(byte ^ count for byte in key), data)
    return data


def _encrypted_stream(number: int, source: bytes, key: bytes, method: str) -> bytes:
    """Algorithm 1."""
    head, _, rest = source.partition(b"\nstream\n")
    data = rest.removesuffix(b"\nendstream")
    salt = b"sAlT" if method.startswith("aes") else b""
    object_key = hashlib.md5(key + number.to_bytes(3, "little") + bytes(2) + salt).digest()[: min(len(key) + 5, 16)]
    sealed = _aes_cbc(object_key, data) if salt else _rc4(object_key, data)
    return (
        head.replace(f"/Length {len(data)} ".encode(), f"/Length {len(sealed)} ".encode())
        + b"\nstream\n"
        + sealed
        + b"\nendstream"
    )


def _padded(password: bytes) -> bytes:
    return (password + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _aes_cbc(key: bytes, data: bytes) -> bytes:
    """AES-128 in CBC mode with a first block of zeros, which comes first (FIPS 197)."""
    padding = 16 - len(data) % 16
    data += bytes([padding]) * padding
    keys, previous = _round_keys(key), bytes(16)
    out = bytearray(previous)
    for start in range(0, len(data), 16):
        previous = _aes_block(bytes(a ^ b for a, b in zip(data[start : start + 16], previous, strict=True)), keys)
        out += previous
    return bytes(out)


def _times(a: int, b: int) -> int:
    """The product in the field of AES."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _box() -> list[int]:
    """The S-box."""
    box = []
    for value in range(256):
        inverse = next((other for other in range(256) if _times(value, other) == 1), 0)
        turned = inverse
        for shift in range(1, 5):
            turned ^= ((inverse << shift) | (inverse >> (8 - shift))) & 0xFF
        box.append(turned ^ 0x63)
    return box


_S_BOX = _box()


def _round_keys(key: bytes) -> list[bytes]:
    words = [key[start : start + 4] for start in range(0, 16, 4)]
    factor = 1
    for index in range(4, 44):
        word = words[-1]
        if index % 4 == 0:
            turned = bytes(_S_BOX[byte] for byte in word[1:] + word[:1])
            word = bytes([turned[0] ^ factor]) + turned[1:]
            factor = _times(factor, 2)
        words.append(bytes(a ^ b for a, b in zip(words[index - 4], word, strict=True)))
    return [b"".join(words[start : start + 4]) for start in range(0, 44, 4)]


def _aes_block(block: bytes, keys: list[bytes]) -> bytes:
    state = bytes(a ^ b for a, b in zip(block, keys[0], strict=True))
    for number, key in enumerate(keys[1:], 1):
        state = bytes(_S_BOX[byte] for byte in state)
        state = bytes(state[(index + 4 * (index % 4)) % 16] for index in range(16))
        if number < 10:
            mixed = bytearray()
            for start in range(0, 16, 4):
                a, b, c, d = state[start : start + 4]
                for w, x, y, z in ((a, b, c, d), (b, c, d, a), (c, d, a, b), (d, a, b, c)):
                    mixed.append(_times(w, 2) ^ _times(x, 3) ^ y ^ z)
            state = bytes(mixed)
        state = bytes(a ^ b for a, b in zip(state, key, strict=True))
    return state
