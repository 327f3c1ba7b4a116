"""The vault: secrets come back only with the same key and in the same place."""

from __future__ import annotations

import base64
import errno
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.errors import Refused
from quizdesigner.host.vault import KEY_VARIABLE, Vault, last4, open_vault

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()


@given(secret=st.text(min_size=1), place=st.text())
def test_a_secret_comes_back(secret: str, place: str) -> None:
    vault = Vault(bytes(32))
    closed = vault.close(secret, place)
    assert vault.open(closed, place) == secret
    assert closed != vault.close(secret, place)


@pytest.mark.parametrize("place", ["1/k2", "2/k1", ""])
def test_a_secret_in_another_place_stays_closed(place: str) -> None:
    vault = Vault(bytes(32))
    with pytest.raises(Refused):
        vault.open(vault.close("secret", "1/k1"), place)


@pytest.mark.parametrize("change", [b"", b"x", bytes(40)])
def test_damaged_bytes_stay_closed(change: bytes) -> None:
    with pytest.raises(Refused):
        Vault(bytes(32)).open(change, "1/k1")


def test_the_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    closed = open_vault(tmp_path, {}).close("secret", "1/k1")
    file = tmp_path / "host.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert open_vault(tmp_path, {}).open(closed, "1/k1") == "secret"


def test_a_key_that_could_not_be_written_is_not_there_by_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Refused, match="neither be read nor made: No space"):
        open_vault(tmp_path, {})
    monkeypatch.undo()
    closed = open_vault(tmp_path, {}).close("secret", "1/k1")
    assert open_vault(tmp_path, {}).open(closed, "1/k1") == "secret"


def test_a_key_from_the_environment_needs_no_file(tmp_path: Path) -> None:
    closed = open_vault(tmp_path, {KEY_VARIABLE: KEY}).close("secret", "1/k1")
    assert not (tmp_path / "host.key").exists()
    assert Vault(bytes(range(32))).open(closed, "1/k1") == "secret"


@pytest.mark.parametrize("typed", ["short", "!" * 44, KEY[:-2]])
def test_what_cannot_be_a_key_is_refused(tmp_path: Path, typed: str) -> None:
    with pytest.raises(Refused, match=KEY_VARIABLE):
        open_vault(tmp_path, {KEY_VARIABLE: typed})
    (tmp_path / "host.key").write_text(typed)
    with pytest.raises(Refused, match=r"host\.key"):
        open_vault(tmp_path, {})


def test_short_secrets_show_nothing() -> None:
    assert (last4("12345678"), last4("1234567"), last4("")) == ("5678", "", "")
