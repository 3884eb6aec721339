"""The configuration of a service: what is right is taken, what is wrong is refused with one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugin.domain.errors import InvalidContent
from plugin.formats import service_file
from plugin.formats.service_file import LoginLimits, Proxy

SECRET = "0123456789abcdef" * 4
Stated = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stadt.qgs").write_text("<qgis/>", "utf-8")
    (tmp_path / "geheim").write_text(SECRET + "\n", "ascii")
    (tmp_path / "geheim").chmod(0o600)
    return tmp_path


def plain(folder: Path) -> Stated:
    return {"projects": {"/ows/": str(folder / "stadt.qgs")}, "urls": ["https://gis.example.org"], "socket": "s/qgis"}


def behind(folder: Path) -> Stated:
    headers = {"user_header": "X-Forwarded-Preferred-Username", "secret_header": "X-Buergergis-Secret"}
    return {**plain(folder), "identity": {"kind": "proxy", **headers, "secret_file": str(folder / "geheim")}}


def written(folder: Path, stated: Stated) -> str:
    file = folder / "dienst.json"
    file.write_text(json.dumps(stated), "utf-8")
    return str(file)


def test_what_is_left_out_has_a_default(folder: Path) -> None:
    found = service_file.load(written(folder, plain(folder)))
    assert (found.workers, found.timeout, found.memory_mb, found.proxy) == (4, 30, 3072, None)
    assert found.limits == LoginLimits(10, 100, 600)
    assert found.projects == {"/ows/": str(folder / "stadt.qgs")}


def test_a_proxy_is_known_by_its_secret_which_is_shown_nowhere(folder: Path) -> None:
    found = service_file.load(written(folder, behind(folder)))
    assert found.proxy == Proxy("X-Forwarded-Preferred-Username", "X-Buergergis-Secret", SECRET)
    assert SECRET not in repr(found)
    identity = {"identity": behind(folder)["identity"]}
    assert service_file.load_identity(written(folder, identity)) == found.proxy
    assert service_file.load_identity(written(folder, {"identity": {"kind": "basic"}})) is None


def change(**stated: Any) -> Callable[[Stated], object]:
    return lambda whole: whole.update(stated)


def identity(**stated: Any) -> Callable[[Stated], object]:
    return lambda whole: whole["identity"].update(stated)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (change(worker=4), "'worker'"),
        (change(workers="4"), "'4' for workers"),
        (change(workers=0), "from 1 to 64"),
        (change(workers=True), "True for workers"),
        (change(timeout=None), "None for timeout"),
        (change(memory_mb=100), "from 512"),
        (change(projects={}), "names no project"),
        (change(projects=["/srv/stadt.qgs"]), "must be a JSON object"),
        (change(projects={"ows": "x"}), "begin and end with /"),
        (change(projects={"/ows/../": "x"}), "no .qgs or .qgz file"),
        (change(projects={"/ows/": "/srv/fehlt.qgs"}), "no .qgs or .qgz file"),
        (change(projects={"/ows/": 7}), "lacks a text"),
        (change(urls=[]), "lacks urls"),
        (change(urls="https://gis.example.org"), "lacks urls"),
        (change(urls=["gis.example.org"]), "must be as https"),
        (change(urls=["https://gis.example.org/ows"]), "must be as https"),
        (change(urls=["https://a:b@gis.example.org"]), "must be as https"),
        (change(urls=["https://gis.example.org:x"]), "must be as https"),
        (change(urls=["file://gis.example.org"]), "must be as https"),
        (change(socket="x" * 108), "107 bytes"),
        (change(identity={"kind": "none"}), "'none'; known are basic and proxy"),
        (change(identity={}), "None; known"),
        (change(identity="basic"), "must be a JSON object"),
        (change(identity={"kind": "basic", "user_header": "X-User"}), "'user_header'"),
        (change(limits={"failures": 10}), "the proxy checks the logins"),
        (identity(trusted=True), "'trusted'"),
        (identity(user_header="X_User"), "letters, digits and hyphens"),
        (identity(user_header="X-User\r\nX: y"), "letters, digits and hyphens"),
        (identity(user_header="x-buergergis-secret"), "another meaning"),
        (identity(user_header="X-Buergergis-User"), "another meaning"),
        (identity(user_header="Authorization"), "another meaning"),
        (identity(secret_header="Cookie"), "another meaning"),
        (identity(secret_header=None), "lacks a text"),
        (identity(secret_file="/nirgends/geheim"), "cannot be read"),
    ],
)
def test_what_is_wrong_is_named_in_one_sentence(folder: Path, wrong: Callable[[Stated], object], says: str) -> None:
    stated = behind(folder)
    wrong(stated)
    with pytest.raises(InvalidContent) as problem:
        service_file.load(written(folder, stated))
    assert says in problem.value.text
    assert "\n" not in problem.value.text


@pytest.mark.parametrize(("word", "value"), [("failures", 2), ("seconds", 0), ("minutes", 3), ("failures", "x")])
def test_limits_have_bounds(folder: Path, word: str, value: object) -> None:
    with pytest.raises(InvalidContent, match=word):
        service_file.load(written(folder, {**plain(folder), "limits": {word: value}}))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_a_secret_that_others_can_read_is_none(folder: Path, mode: int) -> None:
    (folder / "geheim").chmod(mode)
    with pytest.raises(InvalidContent, match="can be read by others"):
        service_file.load(written(folder, behind(folder)))


@pytest.mark.parametrize("secret", ["", "kurz", "a" * 31, "zwei " + "a" * 40, "ü" * 40, "a" * 40 + "\n" + "b" * 40])
def test_a_secret_is_one_long_word(folder: Path, secret: str) -> None:
    (folder / "geheim").write_text(secret, "utf-8")
    with pytest.raises(InvalidContent, match=r"signs or more|no plain text"):
        service_file.load(written(folder, behind(folder)))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"urls": 1, "urls": 2}', "null"])
def test_a_file_that_is_no_configuration(folder: Path, text: str) -> None:
    (folder / "dienst.json").write_text(text, "utf-8")
    with pytest.raises(InvalidContent):
        service_file.load(str(folder / "dienst.json"))


def test_a_file_that_is_missing_or_open_to_everybody(folder: Path) -> None:
    with pytest.raises(InvalidContent, match="cannot be read"):
        service_file.load(str(folder / "dienst.json"))
    file = Path(written(folder, plain(folder)))
    file.chmod(0o666)
    with pytest.raises(InvalidContent, match="written by everybody"):
        service_file.load(str(file))
