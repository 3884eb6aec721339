"""Certificates for 127.0.0.1: good ones and bad ones, made with openssl."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
_NAME = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]


@dataclass(frozen=True)
class Certificate:
    """Files in PEM."""

    chain: Path
    key: Path


@dataclass(frozen=True)
class Authority:
    """Vouches for certificates; who trusts `file` trusts them."""

    file: Path
    key: Path

    @classmethod
    def found(cls, folder: Path, name: str = "Amt für Zertifikate") -> Authority:
        folder.mkdir(parents=True, exist_ok=True)
        made = cls(folder / "ca.pem", folder / "ca-key.pem")
        usage = ["-addext", "keyUsage=critical,keyCertSign,cRLSign"]
        _openssl(
            "req", "-x509", *_KEY, "-days", "30", "-utf8", "-subj", f"/CN={name}", *usage, *_to(made.file, made.key)
        )
        return made

    def certificate(self, name: str = "gut", days: int = 2) -> Certificate:
        """For 127.0.0.1, valid for `days` from now; a negative number makes one that has expired."""
        folder = self.file.parent
        made, request = Certificate(folder / f"{name}.pem", folder / f"{name}-key.pem"), folder / f"{name}.csr"
        _openssl("req", "-new", *_KEY, *_NAME, *_to(request, made.key))
        signing = ["-CA", str(self.file), "-CAkey", str(self.key), "-copy_extensions", "copy", "-days", str(days)]
        _openssl("x509", "-req", "-in", str(request), *signing, "-out", str(made.chain))
        return made


def self_signed(folder: Path) -> Certificate:
    """Nobody vouches for it."""
    made = Certificate(folder / "selbst.pem", folder / "selbst-key.pem")
    _openssl("req", "-x509", *_KEY, "-days", "2", *_NAME, *_to(made.chain, made.key))
    return made


def _to(file: Path, key: Path) -> list[str]:
    return ["-out", str(file), "-keyout", str(key)]


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
