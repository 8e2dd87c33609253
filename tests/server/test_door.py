"""Who and what the server lets in: sign-in, bounds, and what it says, logs and never does."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import anyio
import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from s117xl.server.settings import ServerSettings
from s117xl.server.tokens import NotSignedIn, SigningKeys
from tests.excel.standin import open_in_standin
from tests.excel.test_wire import sent
from tests.people import AS_AT, SERVICE, person
from tests.server.conftest import serving

TENANT, CLIENT = "11111111-aaaa-4bbb-8ccc-222222222222", "33333333-dddd-4eee-8fff-444444444444"
ADDRESS = "https://s117xl.example.gov.uk"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
LINK = '=HYPERLINK("http://evil.example","x")'
COMMAND = "@SUM(1+9)*cmd|' /C calc'!A0"
EVIL = "Zebedee<script>alert(1)</script>"


@pytest.fixture(scope="module")
def jwks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
    path.write_text(json.dumps({"keys": [public | {"kid": "one", "use": "sig"}]}))
    return path


@pytest.fixture(scope="module")
def guarded(jwks: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server that asks people to sign in; its log beside it."""
    log = tmp_path_factory.mktemp("guarded") / "log.txt"
    env = {
        "S117XL_ADDRESS": ADDRESS, "S117XL_TENANT": TENANT, "S117XL_CLIENT": CLIENT,
        "S117XL_JWKS": jwks.as_uri(), "S117XL_MOST_BYTES": "2000000",
        "S117XL_RECEIVE_SECONDS": "2", "PATH": "/usr/bin:/bin",
    }  # fmt: skip
    with serving(log, env=env) as address, httpx.Client(base_url=address, timeout=60) as client:
        client.headers["x-log"] = str(log)
        yield client


def log_of(client: httpx.Client) -> str:
    return Path(client.headers["x-log"]).read_text("utf-8")


def token(key: Any = KEY, algorithm: str = "RS256", kid: str = "one", **claims: Any) -> str:
    now = int(time.time())
    made = {
        "iss": f"https://login.microsoftonline.com/{TENANT}/v2.0",
        "aud": f"api://s117xl.example.gov.uk/{CLIENT}", "tid": TENANT, "scp": "access_as_user",
        "iat": now, "nbf": now, "exp": now + 7200, "name": EVIL, "oid": "someone",
    } | claims  # fmt: skip
    return jwt.encode({k: v for k, v in made.items() if v is not None}, key, algorithm,
                      headers={"kid": kid})  # fmt: skip


def signed_in(**claims: Any) -> dict[str, str]:
    return {"authorization": f"Bearer {token(**claims)}"}


@pytest.fixture(scope="module")
def body(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the pane would send of a register of two people, hostile in what they typed."""
    from s117xl.new import write_rows_as_register

    path = tmp_path_factory.mktemp("sent") / "register.xlsx"
    rows = [
        person(forename=EVIL, lead_name="LEAD", team="TEAM", plan_ref=None),
        person(register_id="V-002", nhs_number="9990000026"),
    ]
    tables = {"Register": rows, "Services": [SERVICE | {"charged": "yes"}]}
    write_rows_as_register(path, tables, AS_AT, {"holds": "invented people"})
    text = json.dumps(sent(open_in_standin(path)[0]).model_dump(mode="json"))
    for plain, hostile in (("LEAD", LINK), ("TEAM", COMMAND)):
        text = text.replace(json.dumps(plain), json.dumps(hostile))
    return {"workbook": json.loads(text), "today": AS_AT.isoformat()}


def press(client: httpx.Client, body: Any, id: str = "check", **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body)
    headers = {"content-type": "application/json"} | headers
    return client.post(f"/api/actions/{id}", content=content, headers=headers)


def test_with_a_token_of_ours_it_answers(guarded: httpx.Client, body: dict[str, Any]) -> None:
    answer = press(guarded, body, **signed_in())
    assert answer.status_code == 200
    assert answer.json()["findings"]


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": CLIENT},
        {"iss": f"https://sts.windows.net/{TENANT}/"},
        {"scp": "other access_as_user"},
    ],
)
def test_entra_id_has_more_than_one_form_of_a_right_token(
    guarded: httpx.Client, body: dict[str, Any], claims: dict[str, Any]
) -> None:
    assert press(guarded, body, **signed_in(**claims)).status_code == 200


OTHER_TENANT = "99999999-aaaa-4bbb-8ccc-222222222222"


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("", 401),
        ("Basic dXNlcjpwYXNz", 401),
        ("Bearer", 401),
        ("Bearer not.a.token", 401),
        ("Bearer " + "a" * 5000, 401),
        (f"Bearer {token(aud='api://another')}", 401),
        (f"Bearer {token(aud=None)}", 401),
        (f"Bearer {token(exp=int(time.time()) - 3600)}", 401),
        (f"Bearer {token(exp=None)}", 401),
        (f"Bearer {token(nbf=int(time.time()) + 3600)}", 401),
        (f"Bearer {token(key=None, algorithm='none')}", 401),
        (f"Bearer {token(key=OTHER_KEY)}", 401),
        (f"Bearer {token(kid='unknown')}", 401),
        (f"Bearer {token(key='a shared secret of thirty-two bytes', algorithm='HS256')}", 401),
        (f"Bearer {token(iss=f'https://login.microsoftonline.com/{OTHER_TENANT}/v2.0')}", 401),
        (f"Bearer {token(tid=OTHER_TENANT)}", 403),
        (f"Bearer {token(tid=None)}", 401),
        (f"Bearer {token(scp='User.Read')}", 403),
        (f"Bearer {token(scp=None)}", 403),
    ],
    ids=["none", "basic", "empty", "no token", "long", "audience", "no audience", "expired",
         "no expiry", "not yet", "alg none", "forged", "unknown key", "HS256", "issuer",
         "another tenant", "no tenant", "scope", "no scope"],
)  # fmt: skip
def test_without_a_right_token_nobody_gets_in(
    guarded: httpx.Client, body: dict[str, Any], header: str, status: int
) -> None:
    answer = press(guarded, body, **({"authorization": header} if header else {}))
    assert answer.status_code == status
    assert set(answer.json()) == {"told"}
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_public_key_is_not_taken_for_a_secret(
    guarded: httpx.Client, body: dict[str, Any], jwks: Path
) -> None:
    """The forgery of old: HS256 with the published key as the secret."""
    import base64
    import hashlib
    import hmac

    def part(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    head = part(json.dumps({"alg": "HS256", "kid": "one", "typ": "JWT"}).encode())
    signed = f"{head}.{token().split('.')[1]}"
    mac = hmac.new(jwks.read_bytes(), signed.encode(), hashlib.sha256).digest()
    assert press(guarded, body, authorization=f"Bearer {signed}.{part(mac)}").status_code == 401


@contextmanager
def begun(client: httpx.Client, length: int, part: bytes) -> Iterator[socket.socket]:
    """A request that says how long its body is, and has sent this part of it."""
    address = client.base_url
    head = (
        f"POST /api/actions/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
        f"{signed_in()['authorization']}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {length}\r\n\r\n"
    )
    with socket.create_connection((address.host, address.port), timeout=20) as asked:
        asked.sendall(head.encode() + part)
        yield asked


def test_a_body_of_200_mb_is_refused_before_it_is_taken(guarded: httpx.Client) -> None:
    with begun(guarded, 200_000_000, b"[" * 1000) as asked:
        said = asked.recv(4096)
        with suppress(ConnectionResetError):  # it was still sending
            said += asked.recv(4096)
    assert said.startswith(b"HTTP/1.1 413")
    assert b"more than the 2 MB" in said


def test_a_body_that_does_not_say_its_size_is_cut_off(guarded: httpx.Client) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(200):
            yield b" " * 1_000_000

    headers = signed_in() | {"content-type": "application/json"}
    try:
        answer = guarded.post("/api/actions/check", content=chunks(), headers=headers)
        assert answer.status_code == 413
    except (httpx.WriteError, httpx.ReadError):
        pass  # it was cut off while still sending
    assert guarded.get("/health/live").status_code == 200


def test_a_body_that_trickles_is_given_up(guarded: httpx.Client) -> None:
    with begun(guarded, 1000, b"{") as asked:
        assert asked.recv(4096).startswith(b"HTTP/1.1 408")


def million(rows: int = 1_000_000) -> bytes:
    table = '{"name":"tblRegister","sheet":"R","top":1,"left":1,"headings":["h"],"rows":['
    return (
        '{"today":"2026-06-30","workbook":{"name":"b.xlsx","tables":['
        + table + ",".join(["[]"] * rows) + "]}]}}"
    ).encode()  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b"null", b"\xff\xfe", b'{"workbook":', b"[" * 100_000,
        million(600_000),
        b'{"today":"2026-06-30","workbook":{"name":"x","tables":[]},"path":"/etc/passwd"}',
        b'{"today":"yesterday","workbook":{"name":"x","tables":[]}}',
    ],
    ids=["empty", "list", "object", "null", "bytes", "half", "deep", "rows", "path", "day"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence(
    guarded: httpx.Client, content: bytes
) -> None:
    answer = press(guarded, content, **signed_in())
    assert answer.status_code == 422
    assert answer.json()["told"].startswith("What Excel sent could not be read")


def test_a_million_rows_are_refused(server: str) -> None:
    with httpx.Client(base_url=server, timeout=60) as client:
        assert press(client, million()).status_code == 422


@pytest.mark.parametrize("id", ["nope", "check%00", "..%2f..%2fetc", "__import__('os')", "Check"])
def test_an_id_that_is_no_buttons_is_refused(guarded: httpx.Client, id: str) -> None:
    answer = press(guarded, {}, id, **signed_in())
    assert answer.status_code in (404, 422)
    assert set(answer.json()) == {"told"}


def test_only_json_is_taken(guarded: httpx.Client, body: dict[str, Any]) -> None:
    """A page elsewhere can make a browser send a form or a text, but not JSON."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert press(guarded, body, **signed_in(), **{"content-type": kind}).status_code == 422


def test_another_host_name_is_refused(guarded: httpx.Client) -> None:
    assert guarded.get("/", headers={"host": "evil.example"}).status_code == 400
    assert guarded.get("/", headers={"host": "s117xl.example.gov.uk"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/pane/pane.js", "/health/live", "/nothing", "/api/actions/check"]
)
def test_every_answer_has_the_headers_of_safety(guarded: httpx.Client, path: str) -> None:
    headers = guarded.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "max-age=31536000" in headers["strict-transport-security"]
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/pane/../app.py", "/pane/%2e%2e/app.py", "/pane/..%2fapp.py"])
def test_only_the_panes_own_files_are_served(guarded: httpx.Client, path: str) -> None:
    assert guarded.get(path).status_code == 404


def test_what_looks_like_a_formula_is_sent_back_as_text(
    guarded: httpx.Client, body: dict[str, Any]
) -> None:
    steps = press(guarded, body, **signed_in()).json()["steps"]
    written = [cell for step in steps if step["do"] == "write" for row in step["values"]
               for cell in row if isinstance(cell, str)]  # fmt: skip
    formulas = [cell for cell in written if cell[:1] in tuple("=+-@")]
    assert formulas
    assert all(cell.startswith(('=HYPERLINK("#', '=IFERROR(HYPERLINK("#')) for cell in formulas)
    assert {f"'{LINK}", f"'{COMMAND}"} <= set(written)


def test_a_hostile_name_of_a_file_harms_nothing(
    guarded: httpx.Client, body: dict[str, Any]
) -> None:
    for name in (
        "../../etc/passwd",
        "C:\\Windows\\x.xlsx",
        "a\r\nSet-Cookie: b=c",
        EVIL,
        "x" * 255,
    ):
        changed = body | {"workbook": body["workbook"] | {"name": name}}
        answer = press(guarded, changed, **signed_in())
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
    empty = {"workbook": {"name": EVIL, "tables": []}, "today": "2026-06-30"}
    answer = press(guarded, empty, **signed_in())
    assert answer.headers["content-type"] == "application/json"
    assert "is not a register of ours" in answer.json()["told"]


def test_a_fault_of_ours_is_told_and_logged_without_what_was_sent(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, body: dict[str, Any]
) -> None:
    from s117xl.server import app as module

    def fail(*_: Any) -> bytes:
        raise ValueError(EVIL)

    monkeypatch.setattr(module, "answer", fail)
    app = module.create_app(ServerSettings(development=True))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.post("/api/actions/check", json=body)

    with caplog.at_level("INFO"):
        answer = anyio.run(ask)
    assert answer.status_code == 500
    assert "fault of s117xl's" in answer.json()["told"]
    assert "Zebedee" not in caplog.text + answer.text
    assert "POST /api/actions/check 500" in caplog.text


def test_nothing_that_identifies_a_person_is_logged(
    guarded: httpx.Client, body: dict[str, Any]
) -> None:
    press(guarded, body, **signed_in(), **{"user-agent": EVIL})
    guarded.get(f"/{EVIL}?nhs=9990000018")
    press(guarded, {}, "V-001", **signed_in())
    press(guarded, b'{"V-001": "9990000018"', **signed_in())
    time.sleep(0.2)
    log = log_of(guarded)
    assert "POST /api/actions/check 200" in log
    for personal in ("Zebedee", "V-001", "999000", "127.0.0.1:", "someone", "eyJ", "Traceback"):
        assert personal not in log.replace("http://127.0.0.1:", "")


def test_health_and_readiness(guarded: httpx.Client) -> None:
    assert guarded.get("/health/live").json() == {"status": "ok"}
    assert guarded.get("/health/ready").json()["rules"] > 100


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def fetches(jwks: Path) -> tuple[SigningKeys, Clock, list[str], Callable[[bool], None]]:
    clock, asked, state = Clock(), [], {"down": False}

    def fetch(where: str) -> bytes:
        asked.append(where)
        if state["down"]:
            raise OSError
        return jwks.read_bytes()

    def down(now: bool) -> None:
        state["down"] = now

    return SigningKeys("https://keys.example", clock, fetch), clock, asked, down


def test_keys_are_kept_and_invented_ids_cannot_make_us_fetch(fetches: Any) -> None:
    keys, clock, asked, _ = fetches
    assert keys.key("one") is not None
    for number in range(100):
        assert keys.key(f"invented-{number}") is None
    assert len(asked) == 1
    clock.now = 61
    assert keys.key("invented") is None
    assert len(asked) == 2
    clock.now = 100_000
    assert keys.key("one") is not None
    assert len(asked) == 3


def test_where_keys_cannot_be_had_the_old_ones_hold_and_none_are_told(fetches: Any) -> None:
    keys, clock, _, down = fetches
    down(True)
    with pytest.raises(NotSignedIn) as told:
        keys.key("one")
    assert told.value.status == 503
    down(False)
    assert keys.key("one") is not None
    down(True)
    clock.now = 100_000
    assert keys.key("one") is not None
