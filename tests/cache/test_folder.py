"""Where the cache folder is."""

from __future__ import annotations

import pytest

from cleanup.cache.folder import VARIABLE, folder


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"HOME": "/home/lena"}, "/home/lena/.cache/cleanup"),
        ({"HOME": "/home/lena", "XDG_CACHE_HOME": "/var/kept"}, "/var/kept/cleanup"),
        ({"HOME": "/home/lena", "XDG_CACHE_HOME": "relative"}, "/home/lena/.cache/cleanup"),
        ({"XDG_CACHE_HOME": "/var/kept", VARIABLE: "/srv/words"}, "/srv/words"),
        ({"HOME": "/home/lena", VARIABLE: ""}, None),
    ],
)
def test_the_nearest_variable_names_the_folder(
    variables: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", VARIABLE):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert folder() == expected
